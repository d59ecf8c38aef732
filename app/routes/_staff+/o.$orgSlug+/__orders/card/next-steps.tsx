import { Form, Link } from '@remix-run/react';
import { ArrowRight, Check, Play, RotateCcw, ThumbsUp, X, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ORDER_LIMITS } from '~/domain/orders/order-input';
import { Alert } from '~/ui/alert';
import { Button, ButtonLink, buttonClass, SubmitButton } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { ClashOffers } from './clash-offers';
import type { OrderCard } from './load-card.server';
import type { StepAnswer } from './order-actions.server';

const ICONS: Partial<Record<string, LucideIcon>> = { CREATED: ArrowRight, APPROVED: ThumbsUp, IN_PROGRESS: Play, COMPLETED: Check };
type Step = OrderCard['steps'][number];

interface Props {
  card: OrderCard;
  answer: StepAnswer | undefined;
  /** Buttons for a thumb. */
  isLarge?: boolean;
}

/** What the person can do next with the order, what that lacks, and why the last try did not work. */
export function NextSteps({ card, answer, isLarge = false }: Props) {
  const { t } = useTranslation('orders');
  const { steps, order } = card;
  const forward = steps.filter(({ how }) => how !== 'reason');
  const withReason = steps.filter(({ how }) => how === 'reason');
  if (steps.length === 0 && !answer) return null;
  return (
    <section aria-label={t('card.next')} className="mb-5 flex flex-col gap-3 no-print">
      {answer ? <Problem card={card} answer={answer} /> : null}
      <div className={cx('flex flex-wrap items-start gap-2', isLarge && 'flex-col')}>
        {forward.map((step) => <Forward key={step.to} step={step} card={card} isLarge={isLarge} />)}
        {withReason.map((step) => <WithReason key={step.to} step={step} card={card} answer={answer} />)}
      </div>
      {forward.flatMap(({ to, missing }) => (missing.length > 0 ? [<p key={to} className="text-13 text-muted">{t('card.lacks', { step: t(`step.${to}`), what: missing.map((one) => t(`needs.${one}`)).join(', ') })}</p>] : []))}
      {order.state === 'CREATED' && forward.some(({ to }) => to === 'APPROVED') ? <p className="text-13 text-muted">{t('card.approval')}</p> : null}
    </section>
  );
}

function Forward({ step: { to, how, missing }, card: { order, page }, isLarge }: { step: Step; card: OrderCard; isLarge: boolean }) {
  const { t } = useTranslation('orders');
  const Icon = ICONS[to] ?? ArrowRight;
  const size = isLarge ? 'large' : 'normal';
  const inside = <><Icon aria-hidden="true" className={isLarge ? 'size-5' : 'size-4'} />{t(`step.${to}`)}</>;
  const width = isLarge ? 'w-full min-h-14!' : undefined;
  if (how === 'form') return <ButtonLink look="primary" size={size} to={`${page}/complete`} className={width}>{inside}</ButtonLink>;
  return (
    <Form method="post" preventScrollReset className={isLarge ? 'w-full' : undefined}>
      <StepFields version={order.version} intent="move" to={to} />
      <SubmitButton size={size} disabled={missing.length > 0} className={buttonClass('primary', size, width)}>{inside}</SubmitButton>
    </Form>
  );
}

function WithReason({ step: { to }, card: { order }, answer }: { step: Step; card: OrderCard; answer: StepAnswer | undefined }) {
  const { t } = useTranslation('orders');
  const isReopening = to !== 'CANCELLED';
  const kind = isReopening ? 'reopen' : 'cancel';
  const mine = answer?.to === to && answer.reasonError !== null ? answer : null;
  return (
    <details open={mine !== null} className="group relative">
      <summary className={buttonClass(isReopening ? 'secondary' : 'quiet', 'normal', 'cursor-pointer')}>
        {isReopening ? <RotateCcw aria-hidden="true" className="size-4" /> : <X aria-hidden="true" className="size-4" />}
        {t(`${kind}.action`)}
      </summary>
      <Form method="post" preventScrollReset className="mt-2 flex w-[min(26rem,calc(100vw-2rem))] flex-col gap-3 rounded-card border border-line bg-surface p-4 shadow-card">
        <StepFields version={order.version} intent={isReopening ? 'reopen' : 'move'} to={to} />
        <p className="text-13 text-muted">{t(`${kind}.text`)}</p>
        <label className="flex flex-col gap-1 text-13 font-medium">
          {t(`${kind}.reason`)}
          <textarea name="reason" required rows={3} maxLength={ORDER_LIMITS.comment} defaultValue={mine?.reason ?? ''} aria-invalid={mine ? true : undefined} aria-describedby={mine ? `reason-${to}` : undefined} className={cx(controlClass, 'py-2 font-normal')} />
        </label>
        {mine ? <p id={`reason-${to}`} className="text-13 text-danger">{mine.reasonError}</p> : null}
        <Button look={isReopening ? 'primary' : 'danger'}>{t(`${kind}.confirm`)}</Button>
      </Form>
    </details>
  );
}

function StepFields({ version, intent, to }: { version: number; intent: string; to: string }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="to" value={to} />
      <input type="hidden" name="version" value={version} />
    </>
  );
}

function Problem({ card: { base, page, rights }, answer: { problem, clash } }: { card: OrderCard; answer: StepAnswer }) {
  const { t } = useTranslation('orders');
  return (
    <Alert tone="danger" title={problem}>
      {clash ? (
        <div className="flex flex-col gap-1">
          <ClashOffers clash={clash} orders={`${base}/orders`} />
          {rights.edit ? <p><Link to={`${page}/edit`} className="font-medium underline underline-offset-4">{t('clash.edit')}</Link></p> : null}
        </div>
      ) : null}
    </Alert>
  );
}
