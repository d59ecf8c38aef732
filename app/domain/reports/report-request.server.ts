import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { findWorkRules } from '~/domain/organizations/work-rules.server';
import { localDay, type Day } from '~/domain/time/zoned-time';
import { lastPaidPerson } from './pay-of-person.server';
import { parseReportFilter, type ReportFilter, type ReportName } from './report-filter';
import { reportViewer, type ReportViewer } from './report-viewer.server';

export type ReportReader = Pick<Staff, 'org' | 'user' | 'db' | 'can'>;

/** Which report is asked for, of what, and by whom. */
export interface ReportAsked {
  staff: ReportReader;
  name: ReportName;
  viewer: ReportViewer;
  filter: ReportFilter;
  now: Date;
  /** Local day of the organisation. */
  today: Day;
  /** Hours of one shift. */
  shiftHours: number;
  /** The person sees the own pay alone. */
  isOwnPay: boolean;
}

/** The same to be said in words, with links. */
export interface ReportRequest extends ReportAsked {
  /** Of the namespace `reports`. */
  t: TFunction;
  language: string;
  /** Where the organisation's pages begin. */
  base: string;
}

/**
 * Reads what the address asks of a report. Figures are of all orders, or of those that the person manages or made; pay is
 * one person's: the chosen one's, else that of who was paid last, and of an operator the own. That the person may see the
 * report is the caller's to check.
 */
export async function readReportRequest(staff: ReportReader, name: ReportName, params: URLSearchParams, now: Date): Promise<ReportAsked> {
  const { org, db, user, can } = staff;
  const isPay = name === 'pay';
  const scope = can(isPay ? 'payroll' : 'analytics', 'read') || 'own';
  const isOwnPay = isPay && scope === 'own';
  const asked = parseReportFilter(params, { scope: isOwnPay ? 'all' : scope, currency: org.currency });
  const person = !isPay ? null : isOwnPay ? user.id : (asked.operatorId ?? (await lastPaidPerson(db, org.id)) ?? user.id);
  const filter = person ? { ...asked, contactId: null, itemId: null, manager: null, operatorId: person } : asked;
  const { shiftHours } = await findWorkRules(db);
  return { staff, name, viewer: reportViewer(staff), filter, now, today: localDay(now, org.timeZone), shiftHours: Number(shiftHours), isOwnPay };
}
