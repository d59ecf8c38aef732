import type { Prisma } from '~/generated/prisma/client';
import { contactData } from '../../../prisma/crm-factories';
import type { Random } from '../../../prisma/random';
import { SEGMENTS } from './demo-crm-texts';
import type { DemoLead } from './demo-leads';
import { seasonalTime } from './demo-season';
import { uuidAt } from './uuid-at';

const DAY = 86_400_000;

export interface DemoCrmOptions {
  organizationId: string;
  /** Users who own contacts and deals, the most active first. */
  staff: string[];
  random: Random;
  now: Date;
}

export type DemoContact = Prisma.ContactCreateManyInput & { id: string; createdAt: Date };

/** Clients: those whom requests became, those of the years before, and some that stand there twice. */
export function demoContacts({ leads, count, duplicates, ...options }: DemoCrmOptions & { leads: readonly DemoLead[]; count: number; duplicates: number }): DemoContact[] {
  const converted = leads.filter(({ convertedAt }) => convertedAt !== null).map((lead) => fromLead(lead, options));
  const known = Array.from({ length: count - converted.length - duplicates }, (_, index) => oldContact(options, index));
  const copies = known.filter(({ phones }) => Array.isArray(phones) && phones.length > 0).slice(3, 3 + duplicates).map((contact) => secondRecord(contact, options));
  return [...converted, ...known, ...copies];
}

/** As the conversion of a request makes it. */
function fromLead(lead: DemoLead, { organizationId, staff, random }: DemoCrmOptions): DemoContact {
  const createdAt = lead.convertedAt ?? lead.createdAt;
  const ownerId = lead.assigneeId ?? staff[0] ?? null;
  const { city, tags } = contactData({ organizationId, kind: 'PERSON' }, random);
  const name = [lead.lastName, lead.firstName, lead.middleName].filter(Boolean).join(' ');
  return {
    id: uuidAt(createdAt), organizationId, kind: 'PERSON', name, phones: lead.phone ? [lead.phone] : [], emails: [lead.email.toLowerCase()], city, tags,
    source: 'Форма', custom: customOf('PERSON', createdAt, random), ownerId, createdById: ownerId, createdAt, updatedAt: createdAt,
  };
}

function oldContact({ organizationId, staff, random, now }: DemoCrmOptions, index: number): DemoContact {
  // a third came with the first import, before everything else
  const createdAt = index % 3 === 0 ? new Date(now.getTime() - 372 * DAY + index * 40) : seasonalTime(random, now, { maxDays: 370 });
  const ownerId = random.chance(0.92) ? pickPerson(staff, random) : null;
  const base = contactData({ organizationId, ...(index % 3 === 0 && { source: 'Импорт' }) }, random);
  return { ...base, id: uuidAt(createdAt), custom: customOf(base.kind, createdAt, random), ownerId, createdById: ownerId ?? staff[0] ?? null, createdAt, updatedAt: createdAt };
}

/** The same client, written down again by somebody else with the same telephone. */
function secondRecord({ name, phones, city, kind, organizationId }: DemoContact, { staff, random, now }: DemoCrmOptions): DemoContact {
  const createdAt = seasonalTime(random, now, { maxDays: 60 });
  const ownerId = pickPerson(staff, random);
  const [last = '', first = ''] = name.split(' ');
  const again = kind === 'PERSON' ? `${first} ${last}` : name.replace(/^(\S+) «(.+)»$/, '$2 $1');
  return { id: uuidAt(createdAt), organizationId, kind: kind ?? 'PERSON', name: again, phones: phones ?? [], emails: [], city: city ?? null, source: 'Звонок', ownerId, createdById: ownerId, createdAt, updatedAt: createdAt };
}

function customOf(kind: string | undefined, createdAt: Date, random: Random): Record<string, string> {
  const segment = kind === 'COMPANY' ? random.pick(SEGMENTS.slice(1)) : SEGMENTS[0];
  const contractDay = kind === 'COMPANY' && random.chance(0.4) ? createdAt.toISOString().slice(0, 10) : null;
  return { segment, ...(contractDay && { contract_day: contractDay }) };
}

export function pickPerson(staff: readonly string[], random: Random): string {
  return staff[Math.min(staff.length - 1, Math.floor(staff.length * random.next() ** 1.3))]!;
}
