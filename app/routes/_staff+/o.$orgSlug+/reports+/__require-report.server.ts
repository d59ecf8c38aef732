import { requireStaff, type GuardArgs, type Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { searchContacts } from '~/domain/contacts/list-contacts.server';
import { listReportChoices } from '~/domain/reports/report-choices.server';
import type { ReportName } from '~/domain/reports/report-filter';
import { readReportRequest } from '~/domain/reports/report-request.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { queryField, readPick, shownField } from '~/ui/record-pick';

const QUERY_MAX = 100;

/**
 * Who looks at which report. Figures of the work are for those who read analytics: of all orders, or of those that the
 * person manages or made. The report of pay is for those who read the payroll; an operator sees the own pay alone.
 * Throws 403.
 */
export async function requireReport(args: GuardArgs, name: ReportName) {
  const staff = await requireStaff(args, name === 'pay' ? 'payroll' : 'analytics', 'read');
  if (name !== 'pay' && !staff.can('orders', 'read')) throw new Response(null, { status: 403 });
  const { org, db, user } = staff;
  const params = await settleClient(staff, new URL(args.request.url).searchParams);
  const asked = await readReportRequest(staff, name, params, new Date());
  const { filter, isOwnPay } = asked;
  const [t, language, people, all] = await Promise.all([
    getFixedT(args.request, 'reports'), getLanguage(args.request), listMemberNames(db, 'orders'),
    listReportChoices(db, { organizationId: org.id, contactId: filter.contactId, itemId: filter.itemId }),
  ]);
  // whoever sees the own pay alone chooses nobody and nothing, and learns no names
  const members = isOwnPay ? people.filter(({ id }) => id === user.id) : people;
  const choices = isOwnPay ? { ...all, machines: [], services: [] } : all;
  return { ...asked, staff, t, language, members, choices, base: `/o/${org.slug}` };
}

/** Without JavaScript the client is a typed name: the best match counts, and is said above the report. */
async function settleClient(staff: Staff, params: URLSearchParams): Promise<URLSearchParams> {
  if (!params.has(queryField('contact')) || !staff.can('contacts', 'read')) return params;
  const form = new FormData();
  for (const name of ['contact', queryField('contact'), shownField('contact')]) form.set(name, params.get(name)?.slice(0, QUERY_MAX) ?? '');
  const pick = readPick(form, 'contact');
  const found = pick.kind === 'text' ? (await searchContacts(staff.db, viewerFor(staff, 'contacts'), pick.text.replaceAll('\0', ''), 1))[0]?.id : pick.kind === 'id' ? pick.id : null;
  const settled = new URLSearchParams(params);
  if (found) settled.set('contact', found);
  else settled.delete('contact');
  return settled;
}

export type ReportPageRequest = Awaited<ReturnType<typeof requireReport>>;
