import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { listCategories } from '~/domain/catalog/categories.server';
import type { ItemFieldError } from '~/domain/catalog/item-command';
import { findItem } from '~/domain/catalog/item-record.server';
import { itemSchema } from '~/domain/catalog/item.schema';
import { searchCatalog } from '~/domain/catalog/list-items.server';
import { createItem, updateItem } from '~/domain/catalog/save-item.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { settlePick, type PickChoice } from '~/ui/record-pick';
import { describeConflict, type ItemConflict } from './item-form-data.server';

const FOUND_MAX = 8;
const FIELD_OF: Record<ItemFieldError['error'], string> = { codeTaken: 'code', category: 'categoryId', machine: 'machineId' };

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });

async function readItemForm(request: Request, staff: Staff, kind?: string) {
  const fields = activeFields(await listCustomFields(staff.db, 'ITEM'));
  const form = await request.formData();
  if (kind) form.set('kind', kind);
  const findMachines = async (text: string): Promise<PickChoice[]> =>
    (await searchCatalog(staff.db, { organizationId: staff.org.id, q: text, kinds: ['EQUIPMENT'], limit: FOUND_MAX })).map(({ id, name, code }) => ({ id, label: name, detail: code }));
  const { pick, choices, error } = await settlePick(form, 'machineId', findMachines);
  const submission = parseWithZod(form, { schema: itemSchema(fields) });
  const picked = { choices, query: pick.kind === 'text' ? pick.text : '' };
  type Submission = typeof submission;
  const refuse = (fieldErrors: Record<string, string[]> | null, status: 409 | 422 = 422, conflict: ItemConflict | null = null) =>
    data({ result: submission.reply(fieldErrors ? { fieldErrors } : undefined) as ReturnType<Submission['reply']>, picked, conflict }, status);
  return { form, fields, submission, pickError: error, refuse };
}

/** Makes an item of the form. 422 with messages at their fields. */
export async function saveNewItem(request: Request, staff: Staff) {
  const { submission, pickError, refuse } = await readItemForm(request, staff);
  if (submission.status !== 'success' || pickError) return refuse(pickError ? { machineId: [pickError] } : null);
  const input = staff.can('costPrices', 'create') ? submission.value : { ...submission.value, costPrice: null };
  const made = await createItem({ actor: actorOf(staff), input, now: new Date() });
  if (!made.ok) return refuse({ [FIELD_OF[made.error]]: [`errors.${made.error}`] });
  const t = await getFixedT(request, 'catalog');
  return redirectWithToast(`/o/${staff.org.slug}/catalog/${made.id}`, { message: t('toast.created', { name: input.name }), tone: 'success' });
}

/** Changes an item as its form says. 404 unknown, 409 stale (both versions), 422 with messages. */
export async function saveItem(request: Request, staff: Staff, itemId: string) {
  const before = await findItem(staff.db, itemId);
  if (!before) throw data(null, 404);
  const { form, fields, submission, pickError, refuse } = await readItemForm(request, staff, before.kind);
  if (submission.status !== 'success' || pickError) return refuse(pickError ? { machineId: [pickError] } : null);
  const { costPrice, ...rest } = submission.value;
  const change = staff.can('costPrices', 'update') ? { ...rest, costPrice } : rest;
  const version = Number(form.get('version'));
  const done = await updateItem({ actor: actorOf(staff), itemId, change, version: Number.isInteger(version) ? version : 0, now: new Date() });
  const t = await getFixedT(request, 'catalog');
  if (done.ok) {
    const card = `/o/${staff.org.slug}/catalog/${itemId}`;
    return done.changed.length > 0 ? redirectWithToast(card, { message: t('toast.saved'), tone: 'success' }) : redirect(card, 303);
  }
  if (done.error === 'notFound') throw data(null, 404);
  if (done.error !== 'stale') return refuse({ [FIELD_OF[done.error]]: [`errors.${done.error}`] });
  const [categories, language] = await Promise.all([listCategories(staff.db), getLanguage(request)]);
  const wanted = { ...submission.value, ...('costPrice' in change ? {} : { costPrice: done.current.costPrice }) };
  return refuse(null, 409, describeConflict({ current: done.current, wanted, fields, categories, t, language }));
}
