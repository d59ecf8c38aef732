import type { Prisma } from '~/generated/prisma/client';
import { dealData } from '../../../prisma/crm-factories';
import { dealPath, type DealStay } from '../../../prisma/deal-path';
import { DEAL_SUBJECTS, RENTAL_SUBJECTS } from '../../../prisma/sample-crm-texts';
import { pickPerson, type DemoContact, type DemoCrmOptions } from './demo-contacts';
import { LOST_NOTES, PLACES } from './demo-crm-texts';
import type { DemoLead } from './demo-leads';
import { seasonalTime } from './demo-season';
import { uuidAt } from './uuid-at';

const DAY = 86_400_000;

export interface DemoPipeline {
  id: string;
  stages: { id: string; name: string }[];
}

export interface DemoDealOptions extends DemoCrmOptions {
  leads: readonly DemoLead[];
  contacts: readonly DemoContact[];
  /** Works of the company, and renting out its machines. */
  works: DemoPipeline;
  rental: DemoPipeline;
  lostReasons: { id: string; name: string }[];
  count: number;
}

export interface DemoDeal {
  /** Names of its stages and of the reason, as the history notes them. */
  names: ReadonlyMap<string, string>;
  row: Prisma.DealCreateManyInput & { id: string; createdAt: Date; ownerId: string; contactId: string; title: string };
  stays: DealStay[];
}

/** Deals of a year with its season: those that requests became, and those that came otherwise. */
export function demoDeals({ leads, count, ...options }: DemoDealOptions): DemoDeal[] {
  const converted = leads.filter((lead) => lead.convertedAt && lead.contactId);
  const fromLeads = converted.map((lead) =>
    demoDeal(options, { createdAt: lead.convertedAt!, contactId: lead.contactId!, ownerId: lead.assigneeId, leadId: lead.id, ...(lead.budgetAmount && { amount: String(lead.budgetAmount) }) }),
  );
  const others = Array.from({ length: Math.max(0, count - fromLeads.length) }, () => {
    // when fresh ones came as requests, the older seasons get the rest
    const createdAt = seasonalTime(options.random, options.now, { minDays: options.random.chance(0.9) ? 60 : 1 });
    return demoDeal(options, { createdAt, contactId: pickContact(options, createdAt).id, ownerId: null, leadId: null });
  });
  return [...fromLeads, ...others];
}

interface Start {
  createdAt: Date;
  contactId: string;
  ownerId: string | null;
  leadId: string | null;
  amount?: string;
}

function demoDeal({ organizationId, staff, works, rental, lostReasons, random, now }: Omit<DemoDealOptions, 'leads' | 'count'>, { createdAt, ownerId, amount, ...start }: Start): DemoDeal {
  const isRental = random.chance(0.3);
  const pipeline = isRental ? rental : works;
  const owner = ownerId ?? pickPerson(staff, random);
  const { stays, columns } = dealPath({ createdAt, stageIds: pipeline.stages.map(({ id }) => id), lostReasonIds: lostReasons.map(({ id }) => id), random, now });
  const base = dealData({ organizationId, contactId: start.contactId, pipelineId: pipeline.id }, random, isRental ? RENTAL_SUBJECTS : DEAL_SUBJECTS);
  const isNew = columns.state === 'NEW';
  return {
    names: new Map([...pipeline.stages, ...lostReasons].map(({ id, name }) => [id, name])),
    stays,
    row: {
      ...base,
      id: uuidAt(createdAt),
      title: random.chance(0.7) ? `${base.title}, ${random.pick(PLACES)}` : base.title,
      // a new deal may have no amount yet
      amount: isNew && !amount && random.chance(0.5) ? null : (amount ?? base.amount),
      ...columns,
      lostNote: columns.lostReasonId ? random.pick<string | null>(LOST_NOTES) : null,
      expectedCloseDay: closeDay(columns.wonAt ?? columns.lostAt ?? null, createdAt, isNew && random.chance(0.5)),
      ownerId: owner,
      createdById: owner,
      leadId: start.leadId,
      custom: random.chance(0.6) ? { distance: String(random.int(4, 120)) } : {},
    },
  };
}

/** Six weeks or so after the beginning, whether it came true or not. */
function closeDay(endedAt: Date | null, createdAt: Date, isOpen: boolean): Date | null {
  if (isOpen) return null;
  const day = endedAt ?? new Date(createdAt.getTime() + 45 * DAY);
  return new Date(`${day.toISOString().slice(0, 10)}T00:00:00Z`);
}

/** Whom the company knew by then; who has come lately buys sooner. */
function pickContact({ contacts, random }: Pick<DemoDealOptions, 'contacts' | 'random'>, at: Date): DemoContact {
  const known = contacts.filter(({ createdAt }) => createdAt <= at).sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return known[Math.floor(known.length * random.next() ** 1.5)] ?? random.pick(contacts);
}
