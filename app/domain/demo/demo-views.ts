import type { Breakpoint } from '~/domain/behavior/batch';
import { localDay } from '~/domain/behavior/local-day';
import { FORM_SECTIONS } from '~/domain/leads/form-fields';
import type { Priority } from '~/domain/leads/lead-options';
import type { Random } from '../../../prisma/random';
import { randomTime, type DemoLead } from './demo-leads';
import { uuidAt } from './uuid-at';

/** Of all views so many begin to fill the form in; those that are sent are among them. */
const STARTED = 0.38;
const TIME_ZONE = 'Europe/Moscow';
/** Where people give up, most often first. */
const LEAVING: readonly (readonly [field: string, section: number, weight: number])[] = [
  ['phone', 0, 9], ['email', 0, 6], ['firstName', 0, 5], ['businessInfo', 1, 6], ['companySize', 1, 3], ['serviceId', 2, 3],
  ['budget', 2, 10], ['comments', 2, 5], ['deadline', 2, 2], ['files', 2, 2], ['convenientTime', 3, 2], ['privacyConsent', 3, 4],
];

export interface DemoView {
  id: string;
  breakpoint: Breakpoint;
  day: string;
  openedAt: Date;
  lastSeenAt: Date;
  activeMs: number;
  started: boolean;
  furthestSection: number;
  lastField: string | null;
  rageClicks: number;
  deadClicks: number;
  corrections: number;
  hesitationMs: number;
  sentAt: Date | null;
  sentPriority: Priority | null;
  leadId: string | null;
  visitorId: string | null;
  visitNumber: number | null;
}

/** Openings of the form: one for each request, and the many that came to nothing. */
export function demoViews(leads: readonly DemoLead[], { random, now, count }: { random: Random; now: Date; count: number }): DemoView[] {
  const sent = leads.map((lead) => sentView(lead, random));
  const startShare = (STARTED * count - sent.length) / (count - sent.length);
  const others = Array.from({ length: count - sent.length }, () => {
    const openedAt = randomTime(random, now);
    return random.chance(startShare) ? abandonedView(openedAt, random) : idleView(openedAt, random);
  });
  return [...sent, ...others];
}

function view(openedAt: Date, activeMs: number, random: Random): DemoView {
  const isUpset = random.chance(0.03);
  return {
    id: uuidAt(openedAt),
    breakpoint: random.weighted([['xs', 46], ['sm', 5], ['md', 7], ['lg', 12], ['xl', 30]] as const),
    day: localDay(openedAt, TIME_ZONE),
    openedAt,
    lastSeenAt: new Date(openedAt.getTime() + activeMs),
    activeMs,
    started: false,
    furthestSection: 0,
    lastField: null,
    rageClicks: isUpset ? random.int(1, 2) : 0,
    deadClicks: isUpset ? random.int(1, 4) : 0,
    corrections: 0,
    hesitationMs: 0,
    sentAt: null,
    sentPriority: null,
    leadId: null,
    visitorId: null,
    visitNumber: null,
  };
}

function idleView(openedAt: Date, random: Random): DemoView {
  return { ...view(openedAt, Math.round(2_500 + 38_000 * random.next() ** 2.5), random), furthestSection: random.weighted([[0, 6], [1, 2], [2, 1], [3, 1]] as const) };
}

function abandonedView(openedAt: Date, random: Random): DemoView {
  const [lastField, section] = random.weighted(LEAVING.map((entry) => [entry, entry[2]] as const));
  return {
    ...view(openedAt, Math.round((15_000 + 70_000 * random.next()) * (1 + section * 0.6)), random),
    started: true,
    furthestSection: Math.min(FORM_SECTIONS.length - 1, section + random.int(0, 1)),
    lastField,
    corrections: random.int(0, 3),
    hesitationMs: random.int(500, 14_000) * (1 + section),
  };
}

function sentView(lead: DemoLead, random: Random): DemoView {
  const activeMs = Math.round(70_000 + 260_000 * random.next() ** 1.6);
  const openedAt = new Date(lead.createdAt.getTime() - activeMs - random.int(1, 60) * 1_000);
  const visitNumber = lead.behaviorConsent ? random.weighted([[1, 7], [2, 2], [3, 1]] as const) : null;
  return {
    ...view(openedAt, activeMs, random),
    lastSeenAt: lead.createdAt,
    started: true,
    furthestSection: FORM_SECTIONS.length - 1,
    lastField: lead.behaviorConsent ? 'behaviorConsent' : 'privacyConsent',
    corrections: random.int(0, 5),
    hesitationMs: random.int(2_000, 40_000),
    sentAt: lead.createdAt,
    sentPriority: lead.priority,
    leadId: lead.behaviorConsent ? lead.id : null,
    visitorId: lead.behaviorConsent ? uuidAt(openedAt) : null,
    visitNumber,
  };
}
