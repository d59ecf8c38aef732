import type { Staff } from '~/domain/accounts/guard.server';
import type { ReportFilter } from './report-filter';

/** Who looks at reports of which organisation. */
export interface ReportViewer {
  organizationId: string;
  /** IANA name: days and months are of this zone. */
  timeZone: string;
  userId: string;
  /** Expenses, and the margin with them. */
  canSeeExpenses: boolean;
  /** Everybody's pay. */
  canSeePay: boolean;
  canSeePayments: boolean;
}

/** The signed-in person as a reader of reports. Rule: money of others' pay is for those who read the payroll. */
export function reportViewer({ org, user, can }: Pick<Staff, 'org' | 'user' | 'can'>): ReportViewer {
  return {
    organizationId: org.id,
    timeZone: org.timeZone,
    userId: user.id,
    canSeeExpenses: can('expenses', 'read') === 'all',
    canSeePay: can('payroll', 'read') === 'all',
    canSeePayments: can('payments', 'read') === 'all',
  };
}

/** Who asks for figures, of what, and when. */
export interface ReportOptions {
  viewer: ReportViewer;
  filter: ReportFilter;
  now: Date;
}
