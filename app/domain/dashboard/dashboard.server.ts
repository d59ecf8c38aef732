import type { Staff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { addDays, localDay } from '~/domain/behavior/local-day';
import { formActivity, timeOnPage, type FormActivity, type TimeOnPage } from '~/domain/behavior/view-counts.server';
import { periodDays, type LeadFilter } from '~/domain/leads/lead-filter';
import { PRIORITIES, type Priority } from '~/domain/leads/lead-options';
import { hasAnyLead } from '~/domain/leads/list-leads.server';
import { countBefore, countByColour, countByService, countWaiting, responseFigures, type ColourBucket, type ColourCounts, type ResponseFigures, type ServiceCount } from './lead-figures.server';
import { dashboardFilter, waitingFilter, type DashboardPeriod } from './dashboard-filter';

export interface LeadFigures {
  /** No request has ever arrived. */
  isNew: boolean;
  /** What the figures count, also for the links to their rows. */
  filter: LeadFilter;
  total: number;
  /** The same span of time before. */
  before: number;
  colours: ColourCounts;
  buckets: ColourBucket[];
  services: ServiceCount[];
  response: Record<Priority, ResponseFigures>;
  now: { filter: LeadFilter; waiting: number; overdue: number };
}

export interface FormFigures {
  activity: FormActivity;
  time: TimeOnPage;
  /** Local days, both included. */
  from: string;
  to: string;
}

/**
 * What a person may see of the period: requests with the reach that analytics has for the role (all, or the person's
 * own), the form only for those who may see all of it. Null where the role sees neither.
 */
export async function readDashboard(staff: Staff, period: DashboardPeriod, now: Date): Promise<{ leads: LeadFigures; form: FormFigures | null } | null> {
  const scope = staff.can('analytics', 'read');
  if (!scope || !staff.can('leads', 'read')) return null;
  const [leads, form] = await Promise.all([readLeads(staff, scope, period, now), scope === 'all' ? readForm(staff, period, now) : null]);
  return { leads, form };
}

async function readLeads(staff: Staff, scope: 'all' | 'own', period: DashboardPeriod, now: Date): Promise<LeadFigures> {
  const { db } = staff;
  const viewer = viewerFor(staff, 'leads');
  const filter = dashboardFilter(period, scope);
  const waiting = waitingFilter(scope);
  const options = { viewer, filter, now };
  const [buckets, before, services, response, open] = await Promise.all([
    countByColour(db, options),
    countBefore(db, options),
    countByService(db, options),
    responseFigures(db, options),
    countWaiting(db, { viewer, filter: waiting, now }),
  ]);
  const colours: ColourCounts = { high: 0, medium: 0, low: 0 };
  for (const bucket of buckets) for (const priority of PRIORITIES) colours[priority] += bucket[priority];
  const total = colours.high + colours.medium + colours.low;
  const isQuiet = total === 0 && before === 0 && open.waiting === 0;
  const isNew = isQuiet && !(await hasAnyLead(db, scope === 'own' ? { ...viewer, reach: 'own' } : viewer));
  return { isNew, filter, total, before, colours, buckets, services, response, now: { filter: waiting, ...open } };
}

async function readForm({ org }: Staff, period: DashboardPeriod, now: Date): Promise<FormFigures> {
  const today = localDay(now, org.timeZone);
  const { from } = periodDays(dashboardFilter(period, 'all'), today);
  const range = { from: from ?? today, to: addDays(today, 1) };
  const [activity, time] = await Promise.all([formActivity(org.id, range), timeOnPage(org.id, range)]);
  return { activity, time, from: range.from, to: today };
}
