import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { localDay } from '~/domain/behavior/local-day';
import { visibleContacts } from '~/domain/contacts/contact-where.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { parseDealFilter } from '~/domain/deals/deal-filter';
import { exportDeals } from '~/domain/deals/export-deals.server';
import { dealTable } from '~/domain/exports/work-tables.server';
import { answerWithTable, parseExportFormat, XLSX_ROWS_MAX } from '~/domain/exports/export-rows.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';

/** The deals that the address's filter shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'deals', 'read');
  const { request } = args;
  const params = new URL(request.url).searchParams;
  const now = new Date();
  const [fields, members, t, language] = await Promise.all([listCustomFields(staff.db, 'DEAL'), listMemberNames(staff.db, 'deals'), getFixedT(request, 'exports'), getLanguage(request)]);
  const customFields = activeFields(fields);
  const deals = exportDeals(staff.db, { viewer: viewerFor(staff, 'deals'), filter: parseDealFilter(params, customFields), now, visibleContacts: visibleContacts(viewerFor(staff, 'contacts')) });
  const { timeZone } = staff.org;
  const table = dealTable({ deals, customFields, members, t, language, timeZone, fileName: `${t('deals')} ${localDay(now, timeZone)}` });
  const answer = await answerWithTable(table, parseExportFormat(params.get('format')), request.signal);
  if (!answer) throw new Response(t('tooLong', { max: XLSX_ROWS_MAX }), { status: 413 });
  return answer;
}
