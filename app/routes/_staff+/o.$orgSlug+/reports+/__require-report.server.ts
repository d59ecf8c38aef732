import { requireStaff, type GuardArgs } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members.server';
import { findWorkRules } from '~/domain/organizations/work-rules.server';
import { listReportChoices } from '~/domain/reports/report-choices.server';
import { parseReportFilter, type ReportName } from '~/domain/reports/report-filter';
import { reportViewer } from '~/domain/reports/report-viewer.server';
import { localDay } from '~/domain/time/zoned-time';
import { getFixedT, getLanguage } from '~/platform/i18n.server';

/**
 * Who looks at which report. Figures of the work are for those who read analytics: of all orders, or of those that the
 * person manages or made. The report of pay is for those who read the payroll; an operator sees the own pay alone.
 * Throws 403.
 */
export async function requireReport(args: GuardArgs, name: ReportName) {
  const staff = await requireStaff(args, name === 'pay' ? 'payroll' : 'analytics', 'read');
  if (name !== 'pay' && !staff.can('orders', 'read')) throw new Response(null, { status: 403 });
  const { org, db, user } = staff;
  const now = new Date();
  const params = new URL(args.request.url).searchParams;
  const isOwnPay = name === 'pay' && staff.scope === 'own';
  const asked = parseReportFilter(params, { scope: isOwnPay ? 'all' : staff.scope, currency: org.currency });
  const person = isOwnPay ? user.id : (asked.operatorId ?? user.id);
  const filter = name === 'pay' ? { ...asked, contactId: null, itemId: null, manager: null, operatorId: person } : asked;
  const [t, language, members, rules, choices] = await Promise.all([
    getFixedT(args.request, 'reports'), getLanguage(args.request), listMemberNames(db, 'orders'), findWorkRules(db),
    listReportChoices(db, { organizationId: org.id, contactId: filter.contactId, itemId: filter.itemId }),
  ]);
  return { staff, name, params, filter, t, language, members, choices, now, today: localDay(now, org.timeZone), shiftHours: Number(rules.shiftHours), base: `/o/${org.slug}`, isOwnPay, viewer: reportViewer(staff) };
}

export type ReportRequest = Awaited<ReturnType<typeof requireReport>>;
