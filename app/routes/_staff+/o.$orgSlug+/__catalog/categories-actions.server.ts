import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import type { Action } from '~/domain/accounts/permissions';
import { createCategory, deleteCategory, moveCategory, renameCategory } from '~/domain/catalog/categories.server';
import { categoryMoveSchema, categoryRenameSchema, categorySchema } from '~/domain/catalog/category.schema';
import { isUuid } from '~/domain/leads/lead-filter';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Context {
  form: FormData;
  actor: { organizationId: string; userId: string };
  t: TFunction;
  page: string;
}

const intents = {
  'category-create': { needs: 'create', run: create },
  'category-rename': { needs: 'update', run: rename },
  'category-move': { needs: 'update', run: move },
  'category-delete': { needs: 'delete', run: remove },
} as const satisfies Record<string, { needs: Action; run: (context: Context) => unknown }>;

/** One form post of the categories. 400 unknown intent, 403 without the permission, 404 unknown category, 409 in use, stale, in a circle or too deep. */
export async function runCategoryIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  const { needs, run } = intents[name as keyof typeof intents];
  if (!staff.can('catalog', needs)) throw data(null, 403);
  return run({ form, actor: { organizationId: staff.org.id, userId: staff.user.id }, t: await getFixedT(request, 'catalog'), page: `/o/${staff.org.slug}/catalog/categories` });
}

export type CategoryAnswer = Exclude<Awaited<ReturnType<typeof runCategoryIntent>>, Response>['data'];

async function create({ form, actor, t, page }: Context) {
  const submission = parseWithZod(form, { schema: categorySchema });
  if (submission.status !== 'success') return data({ kind: 'create' as const, result: submission.reply() }, 422);
  const made = await createCategory(actor, submission.value);
  if (!made.ok) return data({ kind: 'create' as const, result: submission.reply({ fieldErrors: { parentId: [made.error === 'parent' ? 'errors.category' : 'errors.tooDeep'] } }) }, 422);
  return redirectWithToast(page, { message: t('categories.created', { name: submission.value.name }), tone: 'success' });
}

async function rename({ form, actor, t, page }: Context) {
  const submission = parseWithZod(form, { schema: categoryRenameSchema });
  const id = String(form.get('id'));
  if (submission.status !== 'success') return data({ kind: 'rename' as const, id, current: null, result: submission.reply() }, 422);
  const done = await renameCategory(actor, submission.value);
  if (done.ok) return redirectWithToast(page, { message: t('categories.renamed'), tone: 'success' });
  if (done.error === 'notFound') throw data(null, 404);
  const { name, version } = done.current;
  return data({ kind: 'rename' as const, id, current: { name, version }, result: submission.reply() }, 409);
}

async function move({ form, actor, page }: Context) {
  const parsed = categoryMoveSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw data(null, 400);
  const done = await moveCategory(actor, parsed.data);
  if (done === 'notFound') throw data(null, 404);
  return done === 'moved' ? redirect(page, 303) : data({ kind: done }, 409);
}

async function remove({ form, actor, t, page }: Context) {
  const id = form.get('id');
  if (!isUuid(id)) throw data(null, 404);
  const done = await deleteCategory(actor, id);
  if (done.ok) return redirectWithToast(page, { message: t('categories.deleted', { name: done.name }), tone: 'success' });
  if (done.error === 'notFound') throw data(null, 404);
  const { name, items, branches } = done;
  return data({ kind: 'inUse' as const, id, name, items, branches }, 409);
}
