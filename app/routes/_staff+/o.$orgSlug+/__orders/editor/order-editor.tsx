import { getFormProps, useForm } from '@conform-to/react';
import { Form, useLocation } from '@remix-run/react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ORDER_LIMITS } from '~/domain/orders/order-input';
import type { Editable, OrderState } from '~/domain/orders/lifecycle';
import { priceOrder } from '~/domain/orders/pricing';
import { Alert } from '~/ui/alert';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { TextareaField } from '~/ui/field';
import type { PickChoice } from '~/ui/record-pick';
import { ConflictAlert, DuplicatesAlert } from '../../__contacts/contact-form-alerts';
import { ClashOffers } from '../card/clash-offers';
import { ClientFields } from './client-fields';
import type { EditorAnswer, EditorOffers } from './editor-types';
import { LinesEditor } from './lines-editor';
import { changeLines, lineOfItem, readLineChange, readOrderForm, swapItem, toPriceLine, type CatalogFacts, type OrderFormValues } from './order-form';
import { SaveBar } from './save-bar';
import { TeamFields } from './team-fields';
import { readPlannedTime, TimeFields } from './time-fields';
import { TotalsCard } from './totals-card';
import { useAutosave } from './use-autosave';
import { useAvailability } from './use-availability';
import { useKeptForm } from './use-kept-form';

export interface OrderEditorProps {
  values: OrderFormValues;
  /** Of the order as it is now; null for a new one. */
  version: number | null;
  orderId: string | null;
  /** Of the order that a new form makes, however often it is sent. */
  newId?: string;
  state: OrderState;
  editable: Editable;
  offers: EditorOffers;
  cancelTo: string;
  answer: EditorAnswer | undefined;
}

interface KeptForm {
  values: OrderFormValues;
  version: number | null;
}

/** A new order or the change of one. What is typed outlives a reload and a session that ended. */
export function OrderEditor(props: OrderEditorProps) {
  const { pathname, search } = useLocation();
  const { round, kept, keep, drop, discard } = useKeptForm<KeptForm>(pathname + search);
  return <EditorForm key={round} {...props} {...kept} isRestored={kept !== null} onKeep={keep} onSaved={drop} onDiscard={discard} />;
}

interface FormProps extends OrderEditorProps {
  isRestored: boolean;
  onKeep: (form: KeptForm) => void;
  onSaved: () => void;
  onDiscard: () => void;
}

function EditorForm({ values: drawn, version, orderId, newId, state, editable, offers, cancelTo, answer, isRestored, onKeep, onSaved, onDiscard }: FormProps) {
  const { t } = useTranslation(['order-editor', 'common']);
  const element = useRef<HTMLFormElement>(null);
  const values = answer?.values ?? drawn;
  const [lines, setLines] = useState(values.lines);
  const [typed, setTyped] = useState(values);
  // null before the form was read for the first time
  const [drawnText, setDrawnText] = useState<string | null>(null);
  const [form, input] = useForm<OrderFormValues>({ id: 'order', lastResult: answer?.result, defaultValue: values });
  const isFree = editable === 'everything';
  const may = (field: Exclude<Editable, 'everything'>[number]) => isFree || editable.includes(field);
  const time = readPlannedTime(typed.plannedStart, typed.plannedEnd, offers.timeZone);
  const shownLines = isFree ? typed.lines : values.lines;
  const priced = shownLines.map((line) => toPriceLine(line, time.hours)).filter((line) => line !== null);
  const price = priceOrder(priced);

  const read = () => readOrderForm(new FormData(element.current ?? undefined));
  const refresh = () => setTyped(read());
  const text = drawnText === null ? null : JSON.stringify(typed);
  const autosave = useAutosave({
    isOn: orderId !== null && state === 'DRAFT' && !answer?.conflict, text, drawn: drawnText ?? '', version: answer?.conflict?.version ?? version ?? 0, read: () => new FormData(element.current ?? undefined),
  });
  const { isChanged, version: savedVersion } = autosave;
  useEffect(() => {
    // what was typed before the script arrived stays
    const now = read();
    setLines(now.lines);
    setTyped(now);
    // what is brought back, the server does not have
    setDrawnText(isRestored || !element.current ? '' : JSON.stringify(readDrawn(element.current)));
  }, [isRestored]);
  // other lines are in the form once it is drawn
  useEffect(refresh, [lines]);
  useEffect(() => {
    if (text === null) return;
    if (isChanged) onKeep({ values: typed, version: orderId ? savedVersion : null });
    else onSaved();
  }, [text, typed, isChanged, savedVersion, orderId, onKeep, onSaved]);

  const apply = (intent: string) => {
    const change = readLineChange(intent, offers.defaultTaxPercent);
    if (change) setLines(changeLines(read().lines, change));
  };
  const addItem = (item: CatalogFacts) => setLines(changeLines(read().lines, { do: 'add', line: lineOfItem(item) }));
  const setTime = (startsAt: string, endsAt: string) => {
    for (const [name, value] of [['plannedStart', startsAt], ['plannedEnd', endsAt]] as const) {
      const field = element.current?.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
    refresh();
  };
  const swap = async (from: string, to: { id: string; name: string }) => {
    const item = await findItem(offers.optionsUrl, to);
    if (item) setLines(swapItem(read().lines, from, item));
  };

  const availability = useAvailability({
    url: offers.availabilityUrl,
    items: shownLines.filter(({ kind, itemId }) => itemId && (kind === 'EQUIPMENT' || kind === 'ATTACHMENT')).map(({ itemId }) => itemId),
    users: typed.operators.map(({ userId }) => userId),
    from: time.start,
    to: time.end,
    exceptOrderId: orderId,
  });
  const { onSubmit, ...formProps } = getFormProps(form);
  // a long form is not sent by Enter in one of its fields; without JavaScript that saves a draft
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (submitter instanceof HTMLButtonElement && submitter.value === 'enter') event.preventDefault();
    else onSubmit(event);
  };
  // answers name lines by their place at that time; the key tells which line that was
  const errorsAt = (list: 'lines' | 'operators', index: number | undefined, field: string) => (index === undefined || index < 0 ? undefined : form.allErrors[`${list}[${index}].${field}`]);
  return (
    <Form ref={element} method="post" data-keeps-itself {...formProps} onSubmit={submit} onInput={refresh} onChange={refresh} className="flex flex-col gap-4">
      <button name="intent" value="enter" tabIndex={-1} aria-hidden="true" className="hidden" />
      {orderId ? <input type="hidden" name="version" value={answer?.conflict?.version ?? savedVersion} /> : <input type="hidden" name="newId" value={newId} />}
      {(['leadId', 'dealId'] as const).map((name) => <input key={name} type="hidden" name={name} value={values[name]} />)}
      <input type="hidden" name="goal" value={answer?.goal ?? 'save'} />
      {answer?.conflict ? <ConflictAlert conflict={answer.conflict} cancelTo={cancelTo} ns="order-editor" /> : null}
      {answer?.clash ? (
        <Alert tone="danger" title={t('errors.clash')}>
          <ClashOffers clash={answer.clash} orders={offers.ordersUrl} />
        </Alert>
      ) : null}
      {answer && answer.duplicates.length > 0 ? <DuplicatesAlert duplicates={answer.duplicates} contactsUrl={offers.contactsUrl} /> : null}
      {isRestored ? (
        <Alert title={t('restored.title')}>
          <Button type="button" look="secondary" size="small" className="mt-1" onClick={onDiscard}>{t(orderId ? 'restored.discardChange' : 'restored.discard')}</Button>
        </Alert>
      ) : null}
      {isFree ? null : <Alert>{t(`locked.${state}`)}</Alert>}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {isFree ? <ClientFields fields={input} contact={contactOf(values)} query={values.contactIdQuery} choices={answer?.contacts ?? []} optionsUrl={offers.contactOptionsUrl} mayCreateContact={offers.mayCreateContact && orderId === null} onPick={() => requestAnimationFrame(refresh)} /> : null}
          {may('plannedStart') ? (
            <TimeFields fields={input} time={time} timeZone={offers.timeZone} now={offers.now} shiftHours={offers.shiftHours} availability={availability} onTime={setTime} onSwap={(from, to) => void swap(from, to)} />
          ) : null}
          {isFree ? (
            <LinesEditor
              lines={lines}
              typed={typed.lines}
              currency={offers.currency}
              hours={time.hours}
              attachments={offers.attachments}
              optionsUrl={offers.optionsUrl}
              found={answer?.found ?? null}
              listError={form.allErrors.lines}
              errorsOf={(key, field) => errorsAt('lines', answer?.values.lines.findIndex((line) => line.key === key), field)}
              onChange={apply}
              onItem={addItem}
            />
          ) : null}
          <Card>
            <TextareaField field={input.description} label={t('description')} errorNs="order-editor" rows={4} maxLength={ORDER_LIMITS.description} className="[&_textarea]:field-sizing-content" />
          </Card>
        </div>
        <div className="flex flex-col gap-4 xl:sticky xl:top-4">
          {isFree ? <TotalsCard price={price} unclear={typed.lines.length - priced.length} currency={offers.currency} estimate={input.estimate} prepayment={input.prepayment} /> : null}
          <TeamFields
            manager={input.managerId}
            managers={offers.managers}
            people={may('operators') ? offers.people : []}
            operators={values.operators}
            hasOperators={may('operators')}
            canSeePay={offers.canSeePay}
            errorsOf={(userId, field) => errorsAt('operators', answer?.values.operators.findIndex((operator) => operator.userId === userId), field)}
          />
        </div>
      </div>
      <SaveBar state={state} isNew={orderId === null} total={isFree ? price.total : null} currency={offers.currency} autosave={autosave} timeZone={offers.timeZone} cancelTo={cancelTo} />
    </Form>
  );
}

/** The form as it was drawn, whatever was typed into it since. */
function readDrawn(form: HTMLFormElement): OrderFormValues {
  const copy = form.cloneNode(true) as HTMLFormElement;
  copy.reset();
  return readOrderForm(new FormData(copy));
}

/** The client that the form names: a record, or one to be made. */
function contactOf({ contactId, contactIdShown, contactIdQuery }: OrderFormValues): PickChoice | null {
  return contactId ? { id: contactId, label: contactIdShown || contactIdQuery } : null;
}

/** The facts of a machine out of the catalog's list; null when it cannot be asked. */
async function findItem(optionsUrl: string, { id, name }: { id: string; name: string }): Promise<CatalogFacts | null> {
  try {
    const response = await fetch(`${optionsUrl}?${new URLSearchParams({ q: name }).toString()}`, { headers: { Accept: 'application/json' } });
    const { options } = (await response.json()) as { options: CatalogFacts[] };
    return options.find((option) => option.id === id) ?? null;
  } catch {
    return null;
  }
}
