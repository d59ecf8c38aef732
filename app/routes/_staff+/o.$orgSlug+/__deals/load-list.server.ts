import { readCustomValues, type CustomField, type CustomValue } from '~/domain/custom-fields/custom-field';
import { dealOrder } from '~/domain/deals/deal-order.server';
import { dealCountLimit, listDeals, totalDeals } from '~/domain/deals/list-deals.server';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { formatDay, formatNumber } from '~/ui/format';
import type { DealsQuery } from './deals-query.server';
import { presentSums } from './present-deal.server';

/** A page of the list with what all of it comes to. */
export async function loadList({ db, viewer, filter, fields, now, t, language, params, search, present, columns }: DealsQuery) {
  const { order } = dealOrder(filter, fields);
  const limit = dealCountLimit(filter);
  const [{ rows, pages }, totals] = await Promise.all([
    turnPage(parsePlace(params, order), search, (at) => listDeals(db, { viewer, filter, fields, now, ...at })),
    totalDeals(db, { viewer, filter, now }),
  ]);
  const own = fields.filter(({ key }) => columns.includes(`cf.${key}`));
  return {
    view: 'list' as const,
    rows: rows.map((row) => {
      const values = readCustomValues(row.custom);
      return { ...present(row), custom: Object.fromEntries(own.map((field) => [`cf.${field.key}`, sayValue(values[field.key], field, language, t)])) };
    }),
    pages,
    total: totals.count,
    count: totals.count > limit ? t('countMore', { max: formatNumber(limit, language) }) : t('count', { count: totals.count, shown: formatNumber(totals.count, language) }),
    sums: presentSums(totals.sums, language),
  };
}

function sayValue(value: CustomValue | undefined, { type }: CustomField, language: string, t: DealsQuery['t']): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no');
  if (type === 'DATE') return formatDay(new Date(`${value}T00:00:00Z`), language, 'UTC');
  return type === 'NUMBER' ? formatNumber(Number(value), language, 6) : value;
}
