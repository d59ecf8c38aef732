import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { localDay } from '~/domain/behavior/local-day';
import { listCategories } from '~/domain/catalog/categories.server';
import { exportItems } from '~/domain/catalog/exchange/export-items.server';
import { importItems, ITEM_IMPORT_LIMITS, type ItemImportResult } from '~/domain/catalog/exchange/import-items.server';
import { guessItemColumns } from '~/domain/catalog/exchange/item-columns';
import { CATALOG_KINDS } from '~/domain/catalog/item-kinds';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { itemTable } from '~/domain/exports/item-table.server';
import { UnreadableFileError } from '~/domain/imports/import-limits';
import { readTable } from '~/domain/imports/read-table.server';
import { findWorkRules } from '~/domain/organizations/work-rules.server';
import { getFixedT, getI18n, getLanguage } from '~/platform/i18n.server';
import type { Upload } from '~/platform/http/multipart.server';
import { itemFilters, readItemQuery } from './catalog';
import { CATALOG_TAG, catalogActor, catalogNeeds } from './catalog-item';
import { exportQuery, exportSpec, sendTable } from '../ground/export-file';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { ApiProblem, invalid } from '../ground/problem';
import { withUpload } from '../ground/read-upload';
import { flag, id } from '../ground/schemas';

const KILOBYTE = 1024;
const BODY_LIMITS = { fieldBytes: 4 * KILOBYTE, textBytes: 16 * KILOBYTE, files: 1, fileBytes: ITEM_IMPORT_LIMITS.maxBytes };
/** More would not be read. */
const SHOWN = 200;

const count = z.int().min(0);
const result = z
  .object({
    created: count, updated: count, same: count,
    columns: z.array(z.string().nullable()).openapi({ description: 'What each column of the file was taken for; null: not used', example: ['code', 'name', 'price', null] }),
    newCategories: z.array(z.array(z.string())).openapi({ description: 'Paths', example: [['Техника', 'Экскаваторы']] }),
    rows: z
      .array(z.object({ row: z.int().openapi({ description: 'Of the file', example: 2 }), id: id.nullable().openapi({ description: 'null: it is new' }), code: z.string().openapi({ example: 'EX-01' }), name: z.string(), kind: z.enum(CATALOG_KINDS), changed: z.array(z.string()).openapi({ example: ['price'] }) }))
      .openapi({ description: `The first ${SHOWN} rows that are new or change something` }),
  })
  .openapi('CatalogImport');

type Import = Extract<ItemImportResult, { ok: true }>;

function showImport({ created, updated, same, columns, plan }: Import): z.output<typeof result> {
  const touched = plan.rows.filter(({ before, changed }) => !before || changed.length > 0).slice(0, SHOWN);
  return {
    created, updated, same, columns,
    newCategories: plan.newCategories,
    rows: touched.map(({ row, before, after, changed }) => ({ row, id: before?.id ?? null, code: after.code, name: after.name, kind: after.kind, changed })),
  };
}

/** What of a file does not fit, in English: the file as a whole, or rows with the column. */
function refuseFile(refused: Exclude<ItemImportResult, { ok: true }>): ApiProblem {
  const t = getI18n('en').getFixedT('en', 'catalog-import');
  if (refused.error === 'noHead') return invalid('/file', 'noHead', t('file.noHead'));
  const errors = refused.problems.slice(0, SHOWN).map(({ row, column, code, value }) => ({ path: ['/file', row || null, column].filter((part) => part !== null).join('/'), code, message: t(`problem.${code}`, { value }) }));
  return new ApiProblem('validation', { errors, extra: { total: refused.problems.length } });
}

async function load(caller: ApiCaller, file: Upload, { isTrial, now }: { isTrial: boolean; now: Date }): Promise<Import> {
  const [table, fields, { defaultTaxPercent }] = await Promise.all([readTable(file, ITEM_IMPORT_LIMITS), listCustomFields(caller.db, 'ITEM'), findWorkRules(caller.db)]);
  const customFields = activeFields(fields);
  if (guessItemColumns(table[0]?.cells ?? [], customFields).includes('costPrice') && !caller.can('costPrices', 'update')) throw new ApiProblem('forbidden', { detail: 'Cost prices are not yours to write.' });
  const done = await importItems({ actor: catalogActor(caller), table, customFields, defaultTaxPercent, isTrial, now });
  if (!done.ok) throw refuseFile(done);
  return done;
}

export const catalogExchangeOperations: Operation[] = [
  staffOperation(
    catalogNeeds.read,
    { ...exportSpec, id: 'catalog.export', path: '/catalog/export', tag: CATALOG_TAG, summary: 'The items of a filter as a file', description: 'An import of the same file changes nothing. Heads and words are in the language of Accept-Language.', query: z.strictObject({ ...exportQuery, ...itemFilters }) },
    async ({ caller, query: { format }, search, request, now }) => {
      const { db, org, can } = caller;
      const [query, fields, categories, t, language] = await Promise.all([readItemQuery(caller, search), listCustomFields(db, 'ITEM'), listCategories(db), getFixedT(request, 'catalog-import'), getLanguage(request)]);
      const fileName = `${t('fileName')} ${localDay(now, org.timeZone)}`;
      return sendTable(itemTable({ items: exportItems(db, query), categories, customFields: activeFields(fields), withCosts: Boolean(can('costPrices', 'read')), t, language, fileName }), format, request);
    },
  ),
  staffOperation(
    catalogNeeds.create,
    {
      id: 'catalog.import', method: 'post', path: '/catalog/import', tag: CATALOG_TAG, summary: 'Load a table of items', description: 'All rows or, with a single wrong one, none. An item is found by its code, one without a code by kind and name; empty cells change nothing. With dryRun=true nothing is written.',
      query: z.strictObject({ dryRun: flag.optional() }),
      upload: z.object({ file: z.any().openapi({ type: 'string', format: 'binary', description: `CSV or XLSX, at most ${ITEM_IMPORT_LIMITS.maxRows} rows and ${ITEM_IMPORT_LIMITS.maxBytes} bytes; the first row names the columns` }) }),
      answer: result, does: ['/catalog/import check', '/catalog/import load'],
    },
    ({ caller, query: { dryRun = false }, request, now }) =>
      withUpload(request, 'file', BODY_LIMITS, async ({ uploads: [file] }) => {
        const done = await load(caller, file, { isTrial: dryRun, now }).catch((error: unknown) => {
          throw error instanceof UnreadableFileError ? invalid('/file', error.problem, error.message) : error;
        });
        return answer(showImport(done));
      }),
  ),
];
