import { leadDueAt, responseDueAt, type BusinessClock } from '~/domain/leads/response-clock';
import { DEFAULT_SCORING_RULES, priorityOf } from '~/domain/leads/scoring';
import { leadData } from '../../../prisma/factories';
import type { Random } from '../../../prisma/random';
import { COOL, HOT, OVERRIDES, REJECT_REASONS, SOURCES, SPAM, WARM } from './demo-texts';
import { uuidAt } from './uuid-at';

const MINUTE = 60_000;
const DAY = 86_400_000;
const DAYS = 90;
/** Weights of the hours of a day, in the organisation's zone: people write in working hours and after supper. */
const HOURS = [1, 0, 0, 0, 0, 0, 1, 3, 6, 10, 12, 12, 9, 9, 11, 11, 10, 9, 6, 6, 7, 6, 4, 2];

export interface DemoLeadOptions {
  organizationId: string;
  services: { id: string }[];
  /** Users who take requests up, the most active first. */
  staff: string[];
  clock: BusinessClock;
  random: Random;
  now: Date;
  count: number;
}

export type DemoLead = ReturnType<typeof demoLead>;

/** Requests of the last 90 days, oldest first. */
export function demoLeads(options: DemoLeadOptions): DemoLead[] {
  const { random, now, count } = options;
  const times = Array.from({ length: count - FRESH_MINUTES.length }, () => randomTime(random, now));
  times.push(...FRESH_MINUTES.map((minutes) => new Date(now.getTime() - minutes * MINUTE)));
  times.sort((a, b) => a.getTime() - b.getTime());
  return times.map((createdAt, index) => demoLead(options, createdAt, index));
}

/** Some always came today, so that there is something to do. */
const FRESH_MINUTES = [4, 11, 26, 47, 95, 150, 240];

/** A moment of the last 90 days: more of late than at first, fewer at weekends. */
export function randomTime(random: Random, now: Date): Date {
  const daysAgo = Math.floor(DAYS * random.next() ** 1.25);
  const hour = random.weighted(HOURS.map((weight, index) => [index, weight] as const));
  const day = new Date(now.getTime() - daysAgo * DAY);
  // Moscow is three hours ahead of UTC all year
  day.setUTCHours(hour - 3, random.int(0, 59), random.int(0, 59), random.int(0, 999));
  const isWeekend = day.getUTCDay() === 0 || day.getUTCDay() === 6;
  if (day >= now || (isWeekend && random.chance(0.6))) return randomTime(random, now);
  return day;
}

function demoLead(options: DemoLeadOptions, createdAt: Date, index: number) {
  const { organizationId, services, random, now, clock } = options;
  const ageDays = (now.getTime() - createdAt.getTime()) / DAY;
  const facts = random.pick(random.weighted<readonly Facts[]>([[HOT, 16], [WARM, 38], [COOL, 46]]));
  // the first services are asked for most
  const service = services[Math.min(services.length - 1, Math.floor(services.length * random.next() ** 1.7))]!;
  const behaviorConsent = random.chance(0.55);
  const base = leadData({ organizationId, serviceId: service.id, createdAt, ...facts }, random);
  const spam = index % 45 === 30 ? SPAM[Math.floor(index / 45) % SPAM.length] : undefined;
  const state = spam ? 'NEW' : pickState(random, ageDays);
  const override = !spam && index % 47 === 12 ? OVERRIDES[Math.floor(index / 47) % OVERRIDES.length] : undefined;
  const score = override?.score ?? base.score;
  const priority = override ? priorityOf(override.score, DEFAULT_SCORING_RULES.priority) : base.priority;
  const responseDueAt = leadDueAt(createdAt, priority, clock);
  const respondedAt = state === 'NEW' ? null : answerTime(options, createdAt, clock.targets[priority]);
  const convertedAt = state === 'CONVERTED' && respondedAt ? between(respondedAt, now, random) : null;
  return {
    ...base,
    ...(spam && { firstName: spam.firstName, lastName: spam.lastName, middleName: null, comments: spam.comments, quarantineReason: spam.reason }),
    id: uuidAt(createdAt),
    createdAt,
    state,
    rejectReason: state === 'REJECTED' ? random.pick<string>(REJECT_REASONS) : null,
    score,
    priority,
    behaviorConsent,
    source: random.chance(0.7) ? { ...random.pick<object>(SOURCES) } : undefined,
    duplicateCount: random.chance(0.04) ? 1 : 0,
    assigneeId: state === 'NEW' && random.chance(0.7) ? null : spam ? null : pickPerson(options),
    responseDueAt,
    respondedAt,
    convertedAt,
    contactId: null as string | null,
    overrideReason: override?.reason ?? null,
    overrideById: override ? options.staff[0] : null,
    overrideAt: override ? (respondedAt ?? createdAt) : null,
  };
}

interface Facts {
  budget: string | null;
  companySize: string | null;
  deadline: string | null;
  comments: string | null;
}

/** About one in ten becomes a deal. */
function pickState(random: Random, ageDays: number) {
  if (ageDays < 0.4) return random.weighted([['NEW', 8], ['IN_PROGRESS', 2]] as const);
  if (ageDays < 3) return random.weighted([['NEW', 4], ['IN_PROGRESS', 7], ['CONVERTED', 1], ['REJECTED', 1]] as const);
  if (ageDays < 14) return random.weighted([['NEW', 1], ['IN_PROGRESS', 12], ['CONVERTED', 1], ['REJECTED', 5], ['SPAM', 1]] as const);
  return random.weighted([['IN_PROGRESS', 4], ['CONVERTED', 2.4], ['REJECTED', 14], ['SPAM', 1]] as const);
}

/** At most three days after the first answer, and not after now. */
function between(respondedAt: Date, now: Date, random: Random): Date {
  const wait = Math.min(3 * DAY, now.getTime() - respondedAt.getTime());
  return new Date(respondedAt.getTime() + Math.round(wait * (0.1 + 0.8 * random.next())));
}

/** Three of four are answered within their target; the others late, never after now. */
function answerTime({ random, clock, now }: DemoLeadOptions, createdAt: Date, target: number): Date {
  const share = random.chance(0.76) ? 0.05 + 0.85 * random.next() : 1.1 + 2 * random.next();
  const answered = responseDueAt(createdAt, Math.round(target * share), clock);
  return answered < now ? answered : new Date((createdAt.getTime() + now.getTime()) / 2);
}

function pickPerson({ random, staff }: DemoLeadOptions): string {
  return staff[Math.min(staff.length - 1, Math.floor(staff.length * random.next() ** 1.4))]!;
}
