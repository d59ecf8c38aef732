import { useForm, type SubmissionResult } from '@conform-to/react';
import { Form, Link, useNavigate } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { buttonClass, SubmitButton } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { SelectField, TextareaField } from '~/ui/field';
import { MoneyField } from '~/ui/money-field';
import { PlaceMark } from './place-mark';
import type { ShownMove } from './present-move';

interface Props {
  move: ShownMove;
  answer?: { result: SubmissionResult | null; conflict: string | null } | undefined;
}

/** Where to move a deal, or what has to be known before it goes there. Without JavaScript a part of the page. */
export function MoveDialog({ move, answer }: Props) {
  const { t } = useTranslation(['deals', 'common']);
  const navigate = useNavigate();
  const close = () => navigate(move.page, { preventScrollReset: true, replace: true });
  const { asked } = move;
  return (
    <Dialog isOpen title={asked ? t(`move.ask.${asked.what}`) : t('move.title')} onClose={close} closeTo={move.page}>
      <p className="mb-4 text-14">
        <span className="font-medium">{move.title}</span> <span className="text-muted">· {move.client}</span>
        <span className="mt-1 block text-13 text-muted">{asked ? t('move.fromTo', { from: move.here, to: asked.label }) : t('move.from', { from: move.here })}</span>
      </p>
      {answer?.conflict ? <Alert tone="danger" className="mb-4" title={answer.conflict} /> : null}
      {asked ? <AskForm move={move} asked={asked} lastResult={answer?.result ?? undefined} /> : <Targets move={move} />}
    </Dialog>
  );
}

function Hidden({ move, to }: { move: ShownMove; to: string }) {
  return (
    <>
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="id" value={move.id} />
      <input type="hidden" name="to" value={to} />
      <input type="hidden" name="version" value={move.version} />
      <input type="hidden" name="returnTo" value={move.page} />
    </>
  );
}

const targetClass = 'flex min-h-11 w-full items-center gap-2.5 rounded-control border border-line px-3 py-2 text-left text-14 hover:border-line-strong hover:bg-raised';

function Targets({ move }: { move: ShownMove }) {
  const { t } = useTranslation('deals');
  if (move.targets.length === 0) return <p className="text-14 text-muted">{t('move.none')}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {move.targets.map((target) => {
        const inside = (
          <>
            <PlaceMark state={target.state} color={target.color} />
            <span className="flex-1">{target.label}</span>
            {target.asks ? <span className="text-12 text-muted">{t(`move.needs.${target.asks}`)}</span> : null}
            <ChevronRight aria-hidden="true" className="size-4 text-muted" />
          </>
        );
        return (
          <li key={target.key}>
            {target.asks ? (
              <Link to={target.askTo} preventScrollReset replace className={targetClass}>{inside}</Link>
            ) : (
              <Form method="post" preventScrollReset>
                <Hidden move={move} to={target.key} />
                <button className={targetClass}>{inside}</button>
              </Form>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function AskForm({ move, asked, lastResult }: { move: ShownMove; asked: NonNullable<ShownMove['asked']>; lastResult: SubmissionResult | undefined }) {
  const { t } = useTranslation(['deals', 'common']);
  const isLost = asked.what === 'lostReason';
  const [form, fields] = useForm<{ amount: string; lostReasonId: string; lostNote: string }>({
    id: 'move',
    lastResult: lastResult ?? null,
    defaultValue: { amount: move.amount ?? '' },
    constraint: isLost ? { lostReasonId: { required: true }, lostNote: { maxLength: 500 } } : { amount: { required: true } },
    shouldRevalidate: 'onInput',
  });
  return (
    <Form method="post" id={form.id} noValidate preventScrollReset className="flex flex-col gap-4">
      <Hidden move={move} to={asked.key} />
      {isLost ? (
        <>
          <SelectField field={fields.lostReasonId} label={t('fields.lostReason')} errorNs="deals" options={move.reasons} emptyLabel={t('move.chooseReason')} />
          <TextareaField field={fields.lostNote} label={t('fields.lostNote')} hint={t('move.noteHint')} errorNs="deals" rows={3} />
        </>
      ) : (
        <MoneyField field={fields.amount} label={t('fields.amount')} hint={t('move.amountHint')} errorNs="deals" currency={move.currency} />
      )}
      <div className="flex justify-end gap-2">
        <Link to={move.page} preventScrollReset replace className={buttonClass('quiet')}>{t('common:cancel')}</Link>
        <SubmitButton>{t(`move.do.${asked.what}`)}</SubmitButton>
      </div>
    </Form>
  );
}
