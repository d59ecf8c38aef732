import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { z } from 'zod';
import type { Staff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { findItemForLine, searchCatalog } from '~/domain/catalog/list-items.server';
import { searchContacts } from '~/domain/contacts/list-contacts.server';
import { newEmail, newPhone } from '~/domain/contacts/new-contact.schema';
import { isUuid } from '~/domain/leads/lead-filter';
import { findWorkRules } from '~/domain/organizations/work-rules.server';
import { orderSchema } from '~/domain/orders/order.schema';
import { NEW_RECORD, queryField, settlePick, type PickChoice } from '~/ui/record-pick';
import type { EditorAnswer } from './editor-types';
import { changeLines, lineOfItem, readLineChange, readOrderForm, writeOrderForm, type OrderFormValues } from './order-form';

const FOUND_MAX = 8;
const ATTACH = /^line\.attach:([\da-f-]{36})$/;
const SAVES = ['save', 'create', 'autosave'] as const;
type Save = (typeof SAVES)[number];

export interface TakenForm {
  form: FormData;
  values: OrderFormValues;
  /** What the button asks for; null: another line, or lines in another order. */
  save: Save | null;
  goal: EditorAnswer['goal'];
  intent: string;
  contacts: PickChoice[];
  /** Key of the error at the client, when the text means none or several. */
  pickError: string | null;
  /** The name of a client to be made. */
  newName: string | null;
}

/** The posted form, and the client that its search means. Throws 400 for an intent that is none. */
export async function takeForm(request: Request, staff: Staff): Promise<TakenForm> {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? '');
  const goal = text('goal') === 'create' ? 'create' : 'save';
  // Enter in a field: what is looked for in the catalog comes first
  const asked = text('intent') === 'enter' ? (text(queryField('item')).trim() ? 'line.item' : 'save') : text('intent') || goal;
  const save = SAVES.find((known) => known === asked) ?? null;
  if (!save && asked !== 'line.item' && !ATTACH.test(asked) && !readLineChange(asked, '0')) throw data(null, 400);
  const { pick, choices, error } = await settlePick(form, 'contactId', (name) => searchContacts(staff.db, viewerFor(staff, 'contacts'), name, FOUND_MAX));
  const mayCreate = pick.kind === 'new' && Boolean(staff.can('contacts', 'create'));
  const values = { ...readOrderForm(form), ...(mayCreate && { contactId: NEW_RECORD }) };
  return {
    form, values, save, intent: asked,
    goal: save === 'create' || save === 'save' ? save : goal,
    contacts: choices,
    pickError: error ?? (pick.kind === 'new' && !mayCreate ? 'pick.errors.notFound' : null),
    newName: mayCreate ? pick.text : null,
  };
}

/** Reads the form as an order; a client who is to be made has no id yet. */
export function parseOrderForm({ values, newName }: TakenForm, timeZone: string) {
  const form = writeOrderForm(newName ? { ...values, contactId: '' } : values);
  return parseWithZod(form, { schema: z.intersection(orderSchema({ timeZone }), z.object({ newPhone, newEmail })) });
}

/** The form drawn again. */
export function drawAgain({ values, contacts, goal }: TakenForm, more: Partial<EditorAnswer> = {}): EditorAnswer {
  return { result: null, values, contacts, found: null, duplicates: [], conflict: null, clash: null, goal, ...more };
}

/** The form with other lines, for buttons that work without JavaScript. All that is typed stays. */
export async function drawChanged(taken: TakenForm, { db, org }: Staff): Promise<EditorAnswer> {
  const { form, values, intent } = taken;
  const again = (lines: OrderFormValues['lines'], found: EditorAnswer['found'] = null) => drawAgain({ ...taken, values: { ...values, lines } }, { found });
  const addItem = async (itemId: string) => {
    const item = await findItemForLine(db, org.id, itemId);
    return item ? again(changeLines(values.lines, { do: 'add', line: lineOfItem(item) })) : again(values.lines, { query: '', choices: [], error: 'pick.errors.notFound' });
  };
  const attached = ATTACH.exec(intent)?.[1];
  if (isUuid(attached)) return addItem(attached);
  const change = readLineChange(intent, (await findWorkRules(db)).defaultTaxPercent);
  if (change) return again(changeLines(values.lines, change));
  const { pick, choices, error } = await settlePick(form, 'item', async (q) => (await searchCatalog(db, { organizationId: org.id, q, kinds: null, limit: FOUND_MAX })).map(({ id, name, code }) => ({ id, label: name, detail: code })));
  if (pick.kind === 'id' && isUuid(pick.id)) return addItem(pick.id);
  return again(values.lines, { query: pick.kind === 'text' ? pick.text : '', choices, error });
}
