import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { parseContactFilter } from '~/domain/contacts/contact-filter';
import { exportContacts } from '~/domain/contacts/export-contacts.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { contactTable } from '~/domain/exports/contact-table.server';
import { answerWithTable, parseExportFormat, XLSX_ROWS_MAX } from '~/domain/exports/export-rows.server';
import { localDay } from '~/domain/behavior/local-day';
import { getFixedT, getLanguage } from '~/platform/i18n.server';

/** The contacts that the address's filter shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'contacts', 'read');
  const { request } = args;
  const params = new URL(request.url).searchParams;
  const now = new Date();
  const [fields, members, t, language] = await Promise.all([listCustomFields(staff.db, 'CONTACT'), listMemberNames(staff.db, 'contacts'), getFixedT(request, 'imports'), getLanguage(request)]);
  const customFields = activeFields(fields);
  const contacts = exportContacts(staff.db, { viewer: viewerFor(staff, 'contacts'), filter: parseContactFilter(params, customFields), now });
  const table = contactTable({ contacts, customFields, members, t, language, fileName: `${t('export.fileName')} ${localDay(now, staff.org.timeZone)}` });
  const answer = await answerWithTable(table, parseExportFormat(params.get('format')), request.signal);
  if (!answer) throw new Response(t('export.tooLong', { max: XLSX_ROWS_MAX }), { status: 413 });
  return answer;
}
