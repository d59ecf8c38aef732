import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form, useLocation } from '@remix-run/react';
import { CloudOff } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ORDER_LIMITS } from '~/domain/orders/order-input';
import { Alert } from '~/ui/alert';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { PersonChip } from '~/ui/person-chip';
import { signOf } from '../editor/say-price';
import { useKeptForm } from '../editor/use-kept-form';
import type { CompletionPage } from './load-completion.server';
import { WorkInput } from './work-input';

interface Props {
  page: CompletionPage;
  step: 'start' | 'complete';
  answer: { result: SubmissionResult; problem: string | null; version: number | null } | undefined;
}

type Typed = Record<string, string>;

/** What happened, in one go from top to bottom with a thumb. What is typed stays on the device until the server has taken it. */
export function CompletionForm(props: Props) {
  const { pathname } = useLocation();
  const { round, kept, keep } = useKeptForm<Typed>(pathname);
  return <Fields key={round} {...props} kept={kept ?? {}} onKeep={keep} />;
}

function Fields({ page, step, answer, kept, onKeep }: Props & { kept: Typed; onKeep: (typed: Typed) => void }) {
  const { t, i18n } = useTranslation(['order-editor', 'common']);
  const [form] = useForm({ id: 'complete', lastResult: answer?.result });
  const [isOffline, setOffline] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const online = () => setOffline(false);
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, []);
  const posted = answer?.result.initialValue as Record<string, unknown> | undefined;
  const valueOf = (name: string, planned: string) => kept[name] ?? readPosted(posted, name) ?? planned;
  const field = (name: string, planned = '') => ({ name, defaultValue: valueOf(name, planned), errors: form.allErrors[name] });
  const keep = () => {
    const typed = [...new FormData(element.current ?? undefined).entries()].filter(([name, value]) => name !== 'version' && typeof value === 'string');
    onKeep(Object.fromEntries(typed) as Typed);
  };
  const { onSubmit, ...formProps } = getFormProps(form);
  // without a connection the page would be lost to an error: the button waits instead
  const submit = (event: FormEvent<HTMLFormElement>) => {
    setOffline(!navigator.onLine);
    if (navigator.onLine) onSubmit(event);
    else event.preventDefault();
  };
  const isStart = step === 'start';
  return (
    <Form ref={element} method="post" {...formProps} onSubmit={submit} onInput={keep} className="flex flex-col gap-4">
      <input type="hidden" name="intent" value={isStart ? 'order-start' : 'order-complete'} />
      <input type="hidden" name="version" value={answer?.version ?? page.version} />
      {answer?.problem ? <Alert tone="danger" title={answer.problem} /> : null}
      {form.status === 'error' && !answer?.problem ? <Alert tone="danger" title={t('common:errors.form')} /> : null}
      <Card title={t('complete.time')} className="grid gap-4 sm:grid-cols-2 [&>div:first-child]:mb-0 sm:[&>div:first-child]:col-span-2">
        <WorkInput {...field('actualStart', page.values.actualStart)} type="datetime-local" max={page.now} label={t('complete.actualStart')} />
        {isStart ? null : <WorkInput {...field('actualEnd', page.values.actualEnd)} type="datetime-local" max={page.now} label={t('complete.actualEnd')} />}
      </Card>
      {isStart ? null : (
        <>
          {page.machines.map((machine, index) => (
            <Card key={machine.id} title={machine.name}>
              <input type="hidden" name={`lines[${index}].lineId`} value={machine.id} />
              <div className="grid grid-cols-2 gap-3">
                <WorkInput {...field(`lines[${index}].shifts`, machine.shifts)} isNumber label={t('complete.shifts')} />
                <WorkInput {...field(`lines[${index}].hours`, machine.hours)} isNumber label={t('complete.hours')} />
                <WorkInput {...field(`lines[${index}].fuelLitres`, machine.fuelLitres)} isNumber label={t('complete.fuelLitres')} />
                <WorkInput {...field(`lines[${index}].fuelCost`, machine.fuelCost)} isNumber label={t('complete.fuelCost', { currency: signOf(page.currency, i18n.language) })} />
              </div>
              <details className="mt-3" open={Boolean(valueOf(`lines[${index}].repairCost`, machine.repairCost) || valueOf(`lines[${index}].repairNote`, machine.repairNote)) || undefined}>
                <summary className="inline-flex min-h-9 cursor-pointer items-center text-13 text-accent underline-offset-4 hover:underline pointer-coarse:min-h-11">{t('complete.repair')}</summary>
                <div className="mt-1 grid grid-cols-2 gap-3">
                  <WorkInput {...field(`lines[${index}].repairCost`, machine.repairCost)} isNumber label={t('complete.repairCost', { currency: signOf(page.currency, i18n.language) })} />
                  <WorkInput {...field(`lines[${index}].repairNote`, machine.repairNote)} maxLength={ORDER_LIMITS.repairNote} label={t('complete.repairNote')} className="col-span-2" />
                </div>
              </details>
            </Card>
          ))}
          {page.operators.length > 0 ? (
            <Card title={t('complete.people')}>
              <ul className="flex flex-col gap-3">
                {page.operators.map(({ id, name, hours }, index) => (
                  <li key={id} className="grid grid-cols-[minmax(0,1fr)_7rem] items-end gap-3">
                    <span className="flex min-h-9 items-center pointer-coarse:min-h-12"><PersonChip name={name} /></span>
                    <input type="hidden" name={`operators[${index}].userId`} value={id} />
                    <WorkInput {...field(`operators[${index}].hours`, hours)} isNumber label={t('complete.worked')} aria-label={t('complete.workedBy', { name })} />
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
          <Card>
            <label htmlFor="work-note" className="text-13 font-medium">{t('complete.note')}</label>
            <textarea id="work-note" name="note" rows={3} maxLength={ORDER_LIMITS.completionNote} defaultValue={valueOf('note', page.values.note)} placeholder={t('complete.notePlaceholder')} aria-invalid={form.allErrors.note ? true : undefined} className={cx(controlClass, 'mt-1 field-sizing-content min-h-20 py-2')} />
            {form.allErrors.note ? <p className="text-13 text-danger">{form.allErrors.note.map((key) => t(key, { ns: ['order-editor', 'common'], max: ORDER_LIMITS.completionNote })).join(' ')}</p> : null}
          </Card>
        </>
      )}
      <div className="sticky bottom-16 z-10 -mx-4 border-t border-line bg-canvas px-4 py-3 md:static md:mx-0 md:border-0 md:p-0">
        {isOffline ? <p role="alert" className="mb-2 flex items-center gap-2 text-13 text-warm"><CloudOff aria-hidden="true" className="size-4 shrink-0" />{t('complete.offline')}</p> : null}
        <SubmitButton size="large" className="w-full" pendingLabel={t('complete.sending')}>{t(isStart ? 'complete.begin' : 'complete.finish')}</SubmitButton>
      </div>
    </Form>
  );
}

/** A posted text by its name, `lines[0].hours` too. */
function readPosted(posted: Record<string, unknown> | undefined, name: string): string | undefined {
  if (!posted) return undefined;
  let value: unknown = posted;
  for (const part of name.split(/[.[\]]+/).filter(Boolean)) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  return typeof value === 'string' ? value : '';
}
