import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { countByCategory, createCategory, deleteCategory, listCategories, moveCategory, renameCategory } from '~/domain/catalog/categories.server';
import { CATEGORY_NAME_MAX, categorySchema } from '~/domain/catalog/category.schema';
import { BRANCH_STEPS, showTree } from '~/domain/catalog/category-tree';
import { catalogActor, catalogNeeds } from './catalog-item';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, conflict, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { created, filled, id } from '../ground/schemas';

const TAG = 'Categories';
const params = z.object({ categoryId: id });
const name = filled(CATEGORY_NAME_MAX).openapi({ example: 'Экскаваторы' });
const parentId = id.nullable().openapi({ description: 'null: a root', example: null });
const category = z
  .object({ id, parentId, name, depth: z.int().openapi({ description: '0 for the roots', example: 0 }), items: z.int().openapi({ description: 'Items for sale of the category itself', example: 12 }), version: z.int() })
  .openapi('Category');
/** A step as the buttons make it, in front of another category, or as the last branch of a parent. */
const move = z
  .union([z.strictObject({ step: z.enum(BRANCH_STEPS) }), z.strictObject({ beforeId: id }), z.strictObject({ parentId })])
  .openapi({ example: { step: 'up' } });

/** The tree from top to bottom, every branch behind its parent. */
async function readTree({ db, org }: ApiCaller) {
  const [categories, counts] = await Promise.all([listCategories(db), countByCategory(db, org.id)]);
  return showTree(categories).map(({ can: _can, ...branch }) => ({ ...branch, items: counts.get(branch.id) ?? 0 }));
}

async function read(caller: ApiCaller, categoryId: string) {
  const found = (await readTree(caller)).find(({ id: known }) => known === categoryId);
  if (!found) throw new ApiProblem('not-found');
  return answer(found, { version: found.version });
}

const tooDeep = conflict('tooDeep', 'The tree would get too deep.');

export const categoryOperations: Operation[] = [
  staffOperation(catalogNeeds.read, { id: 'categories.list', method: 'get', path: '/categories', tag: TAG, summary: 'List the tree of categories', description: 'From top to bottom, every branch behind its parent.', answer: pageOf(category, 'Category') }, async ({ caller }) => wholeList(await readTree(caller))),
  staffOperation(
    catalogNeeds.create,
    { id: 'categories.create', method: 'post', path: '/categories', tag: TAG, summary: 'Make a category', body: z.strictObject({ name, parentId: parentId.optional() }).openapi('CategoryInput'), answer: created, status: 201, conflict: 'The tree would get too deep', does: ['/catalog/categories category-create'] },
    async ({ caller, body }) => {
      const made = accept(await createCategory(catalogActor(caller), readInput(categorySchema, body, 'catalog')), { parent: '/parentId', tooDeep });
      return answer({ id: made.id }, { location: `/categories/${made.id}` });
    },
  ),
  staffOperation(catalogNeeds.read, { id: 'categories.read', method: 'get', path: '/categories/{categoryId}', tag: TAG, summary: 'Read a category', params, answer: category }, ({ caller, params: { categoryId } }) => read(caller, categoryId)),
  staffOperation(
    catalogNeeds.update,
    { id: 'categories.update', method: 'patch', path: '/categories/{categoryId}', tag: TAG, summary: 'Rename a category', params, body: z.strictObject({ name }).openapi('CategoryChange'), answer: category, needsVersion: true, does: ['/catalog/categories category-rename'] },
    async ({ caller, params: { categoryId }, body, version }) => {
      await read(caller, categoryId);
      const input = readInput(categorySchema, body, 'catalog');
      accept(await renameCategory(catalogActor(caller), { id: categoryId, version, name: input.name }));
      return read(caller, categoryId);
    },
  ),
  staffOperation(
    catalogNeeds.update,
    { id: 'categories.move', method: 'post', path: '/categories/{categoryId}/move', tag: TAG, summary: 'Move a category with all below it', params, body: move, answer: category, conflict: 'It would stand below itself, or the tree would get too deep', does: ['/catalog/categories category-move'] },
    async ({ caller, params: { categoryId }, body }) => {
      await read(caller, categoryId);
      const place = 'step' in body ? body : 'beforeId' in body ? { target: body.beforeId, inside: false } : { target: body.parentId ?? '', inside: true };
      const moved = await moveCategory(catalogActor(caller), { id: categoryId, ...place });
      if (moved === 'notFound') throw invalid('beforeId' in body ? '/beforeId' : '/parentId', 'unknown', 'There is no such category.');
      if (moved === 'tooDeep') throw tooDeep;
      if (moved === 'circle') throw conflict('circle', 'A category cannot stand below itself.');
      return read(caller, categoryId);
    },
  ),
  staffOperation(
    catalogNeeds.delete,
    { id: 'categories.delete', method: 'delete', path: '/categories/{categoryId}', tag: TAG, summary: 'Delete an empty category', params, conflict: 'Items or other categories stand in it', does: ['/catalog/categories category-delete'] },
    async ({ caller, params: { categoryId } }) => {
      const result = await deleteCategory(catalogActor(caller), categoryId);
      if (!result.ok && result.error === 'inUse') throw conflict('inUse', 'Items or other categories stand in it.', { items: result.items, branches: result.branches });
      accept(result);
      return done();
    },
  ),
];
