import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { localDay } from '~/domain/behavior/local-day';
import { listCategories } from '~/domain/catalog/categories.server';
import { withBranches } from '~/domain/catalog/category-tree';
import { exportItems } from '~/domain/catalog/exchange/export-items.server';
import { parseItemFilter } from '~/domain/catalog/item-filter';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { answerWithTable, parseExportFormat, XLSX_ROWS_MAX } from '~/domain/exports/export-rows.server';
import { itemTable } from '~/domain/exports/item-table.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';

/** The items that the address's filter shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'catalog', 'read');
  const { request } = args;
  const params = new URL(request.url).searchParams;
  const [fields, categories, t, language] = await Promise.all([listCustomFields(db, 'ITEM'), listCategories(db), getFixedT(request, 'catalog-import'), getLanguage(request)]);
  const customFields = activeFields(fields);
  const filter = parseItemFilter(params, customFields);
  const categoryIds = filter.category ? withBranches(categories, filter.category) : null;
  const items = exportItems(db, { organizationId: org.id, filter, categoryIds });
  const table = itemTable({ items, categories, customFields, withCosts: Boolean(can('costPrices', 'read')), t, language, fileName: `${t('fileName')} ${localDay(new Date(), org.timeZone)}` });
  const answer = await answerWithTable(table, parseExportFormat(params.get('format')), request.signal);
  if (!answer) throw new Response(t('tooLong', { max: XLSX_ROWS_MAX }), { status: 413 });
  return answer;
}
