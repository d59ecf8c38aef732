import { Check, CircleCheck, Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '~/domain/money/money-text';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { formatDateTime } from '~/ui/format';

export interface ShownOrder {
  number: string;
  state: 'DRAFT' | 'CREATED' | 'APPROVED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED';
  start: Date | null;
  end: Date | null;
  acceptedAt: Date | null;
  quote: { id: string; number: string; total: string; currency: string; url: string } | null;
}

const STEPS = ['prepared', 'agreed', 'working', 'done'] as const;
const REACHED = { DRAFT: 0, CREATED: 0, APPROVED: 1, IN_PROGRESS: 2, COMPLETED: 3 } as const;

/** What became of the request: how far the work is, when it is planned, the quote and its acceptance. */
export function ClientOrder({ order, timeZone, problem }: { order: ShownOrder; timeZone: string; problem: string | null }) {
  const { t, i18n } = useTranslation('state');
  const moment = (at: Date) => formatDateTime(at, i18n.language, timeZone);
  const range = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : i18n.language, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const isCancelled = order.state === 'CANCELLED';
  return (
    <section data-order-state={order.state} className="rounded-card border border-line bg-surface px-5 py-6 shadow-card md:px-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-16 font-semibold">{t('order.title')}</h2>
        <p className="text-13 text-muted tabular-nums">{t('order.number', { number: order.number })}</p>
      </div>
      {order.state === 'CANCELLED' ? <p className="mt-2 text-14 text-muted">{t('order.cancelled')}</p> : <Progress order={order} state={order.state} />}
      {order.start && !isCancelled ? (
        <dl className="mt-5 flex flex-wrap gap-x-3 text-14">
          <dt className="text-muted">{t(order.state === 'COMPLETED' ? 'order.was' : 'order.planned')}</dt>
          <dd>{order.end ? range.formatRange(order.start, order.end) : moment(order.start)}</dd>
        </dl>
      ) : null}
      {problem ? <Alert tone="warm" className="mt-5">{t(`order.problems.${problem}`)}</Alert> : null}
      {order.quote ? <Quote order={order} quote={order.quote} moment={moment} /> : null}
    </section>
  );
}

function Progress({ order, state }: { order: ShownOrder; state: keyof typeof REACHED }) {
  const { t } = useTranslation('state');
  const reached = REACHED[state];
  const beforeAgreement = order.acceptedAt ? 'accepted' : order.quote ? 'offered' : 'prepared';
  return (
    <>
      <p className="mt-2 text-14 text-muted">{t(`order.text.${reached === 0 ? beforeAgreement : STEPS[reached]}`)}</p>
      <ol aria-label={t('order.steps.label')} className="mt-4 grid grid-cols-2 gap-2 sm:grid-cols-4">
        {STEPS.map((step, index) => (
          <li
            key={step}
            aria-current={index === reached ? 'step' : undefined}
            className={cx('flex items-start gap-1 border-t-4 pt-2 text-13', index <= reached ? 'border-accent font-semibold' : 'border-line text-muted')}
          >
            {index <= reached ? <Check aria-hidden="true" className="mt-px size-4 shrink-0 text-accent" /> : null}
            {t(`order.steps.${step}`)}
          </li>
        ))}
      </ol>
    </>
  );
}

function Quote({ order, quote, moment }: { order: ShownOrder; quote: NonNullable<ShownOrder['quote']>; moment: (at: Date) => string }) {
  const { t, i18n } = useTranslation('state');
  const canAccept = order.acceptedAt === null && order.state !== 'CANCELLED' && order.state !== 'COMPLETED';
  return (
    <div className="mt-5 flex flex-col gap-3 rounded-control bg-sunken px-4 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="text-14 font-semibold">{t('order.quote', { number: quote.number })}</p>
        <p className="text-16 font-semibold tabular-nums">{formatMoney(quote.total, quote.currency, i18n.language)}</p>
      </div>
      {order.acceptedAt ? (
        <p className="flex items-center gap-2 text-14 text-ok">
          <CircleCheck aria-hidden="true" className="size-5 shrink-0" />
          {t('order.accepted', { at: moment(order.acceptedAt) })}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-3">
        {canAccept ? (
          <form method="post">
            <input type="hidden" name="quote" value={quote.id} />
            <button name="intent" value="accept" className={buttonClass('primary', 'large')}>{t('order.accept')}</button>
          </form>
        ) : null}
        <a href={quote.url} download className={buttonClass('secondary', 'large')}>
          <Download aria-hidden="true" className="size-5" />
          {t('order.pdf')}
        </a>
      </div>
      {canAccept ? <p className="text-12 text-muted">{t('order.acceptHint')}</p> : null}
    </div>
  );
}
