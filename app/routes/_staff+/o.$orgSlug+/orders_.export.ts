import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { localDay } from '~/domain/behavior/local-day';
import { answerWithTable, parseExportFormat, XLSX_ROWS_MAX } from '~/domain/exports/export-rows.server';
import { orderTable } from '~/domain/exports/order-table.server';
import { exportOrders } from '~/domain/orders/export-orders.server';
import { parseOrderFilter } from '~/domain/orders/order-filter';
import { orderViewer } from '~/domain/orders/order-viewer.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';

/** The orders that the address's filter shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'orders', 'read');
  const { request } = args;
  const params = new URL(request.url).searchParams;
  const now = new Date();
  const [members, t, language] = await Promise.all([listMemberNames(staff.db, 'orders'), getFixedT(request, 'orders'), getLanguage(request)]);
  const viewer = orderViewer(staff);
  const orders = exportOrders(staff.db, { viewer, filter: parseOrderFilter(params), now });
  const { timeZone } = staff.org;
  const table = orderTable({ orders, members, t, language, timeZone, canSeeMoney: viewer.canSeeMoney, fileName: `${t('title')} ${localDay(now, timeZone)}` });
  const answer = await answerWithTable(table, parseExportFormat(params.get('format')), request.signal);
  if (!answer) throw new Response(t('export.tooLong', { max: XLSX_ROWS_MAX }), { status: 413 });
  return answer;
}
