import type { Prisma } from '~/generated/prisma/client';
import { accountKey } from '~/domain/contacts/bank-account';
import { controlDigit } from '~/domain/contacts/inn';
import { createRandom, type Random } from './random';
import * as crm from './sample-crm-texts';
import * as texts from './sample-texts';

/** Values repeat from run to run. */
const defaultRandom = createRandom(21);

export type ContactOverrides = Partial<Prisma.ContactCreateManyInput> & { organizationId: string };

/** A person or a company as the sample trade knows them, with right check digits; for createMany and create. */
export function contactData({ kind, ...overrides }: ContactOverrides, random: Random = defaultRandom) {
  const isCompany = (kind ?? random.weighted([['COMPANY', 11], ['PERSON', 9]] as const)) === 'COMPANY';
  const [city, office, code, street] = random.weighted(crm.CITIES.map((entry) => [entry, entry[4]] as const));
  const mobile = `+79${digits(random, 9)}`;
  return {
    city,
    ...(isCompany ? company(random, office) : person(random)),
    kind: isCompany ? 'COMPANY' : 'PERSON',
    phones: isCompany && random.chance(0.6) ? [`+7${code}${digits(random, 7)}`, mobile] : [mobile],
    emails: random.chance(0.8) ? [`client-${digits(random, 7)}@${random.pick(texts.MAIL_HOSTS)}`] : [],
    address: isCompany || random.chance(0.3) ? `${city}, ${street}, ${random.int(1, 90)}` : null,
    source: random.weighted(crm.CONTACT_SOURCES),
    tags: random.chance(0.4) ? [random.pick<string>(isCompany ? crm.CONTACT_TAGS.slice(0, 5) : [crm.CONTACT_TAGS[0], crm.CONTACT_TAGS[5]])] : [],
    notes: random.chance(0.15) ? random.pick<string>(crm.CONTACT_NOTES) : null,
    ...overrides,
  } satisfies Prisma.ContactCreateManyInput;
}

function person(random: Random) {
  const { firstName, middleName, lastName } = randomName(random);
  return { name: `${lastName} ${firstName} ${middleName}`, contactPerson: null };
}

function company(random: Random, office: string) {
  const { firstName, middleName, lastName } = randomName(random);
  const account = randomAccount(random);
  if (random.chance(0.18)) {
    return { name: `ИП ${lastName} ${firstName[0]}. ${middleName[0]}.`, contactPerson: `${firstName} ${lastName}`, inn: randomInn(random, office, 12), ...account };
  }
  return {
    name: `${random.pick(crm.COMPANY_FORMS)} «${random.pick(crm.COMPANY_HEADS)}${random.pick(crm.COMPANY_TAILS)}»`,
    contactPerson: random.chance(0.7) ? `${firstName} ${lastName}` : null,
    inn: randomInn(random, office, 10),
    kpp: `${office}01001`,
    ...account,
  };
}

/** A taxpayer's number with right check digits: 10 digits of a company, 12 of a person. */
export function randomInn(random: Random, office: string, length: 10 | 12): string {
  let inn = office + digits(random, (length === 10 ? 9 : 10) - office.length);
  while (inn.length < length) inn += controlDigit(inn, inn.length);
  return inn;
}

function randomAccount(random: Random) {
  if (random.chance(0.5)) return {};
  const [bik, correspondentAccount, bankName] = random.pick(crm.BANKS);
  const open = `407028100${digits(random, 11)}`;
  return { bik, correspondentAccount, bankName, bankAccount: `${open.slice(0, 8)}${accountKey(open, bik.slice(6))}${open.slice(9)}` };
}

function randomName(random: Random) {
  const names = random.chance(0.7) ? texts.MEN : texts.WOMEN;
  return { firstName: random.pick<string>(names.first), middleName: random.pick<string>(names.middle), lastName: random.pick<string>(names.last) };
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.int(0, 9)).join('');
}

/** Title, smallest and largest usual amount in thousands. */
type DealSubject = readonly [title: string, least: number, most: number];
export type DealOverrides = Partial<Prisma.DealCreateManyInput> & { organizationId: string; contactId: string; pipelineId: string };

/** A deal that has just been made (NEW); what `dealPath` says goes into `overrides`. */
export function dealData(overrides: DealOverrides, random: Random = defaultRandom, subjects: readonly DealSubject[] = crm.DEAL_SUBJECTS) {
  const [title, least, most] = random.pick(subjects);
  return {
    title,
    amount: `${Math.round((least + (most - least) * random.next() ** 1.8) / 5) * 5}000.00`,
    currency: 'RUB',
    state: 'NEW',
    tags: random.chance(0.25) ? [random.pick<string>(crm.DEAL_TAGS)] : [],
    ...overrides,
  } satisfies Prisma.DealCreateManyInput;
}

export type TaskOverrides = Partial<Prisma.TaskCreateManyInput> & { organizationId: string };

/** Something to do, without a due date unless one is given. */
export function taskData(overrides: TaskOverrides, random: Random = defaultRandom) {
  return {
    title: random.pick<string>(crm.TASK_TITLES),
    state: 'TODO',
    priority: random.weighted([['NORMAL', 7], ['HIGH', 2], ['LOW', 1]] as const),
    ...overrides,
  } satisfies Prisma.TaskCreateManyInput;
}

export type ActivityOverrides = Partial<Prisma.ActivityCreateManyInput> & { organizationId: string };

/** What a person logged: a call, a message, a meeting or a note. */
export function activityData({ kind, ...overrides }: ActivityOverrides, random: Random = defaultRandom) {
  const logged = kind && kind !== 'SYSTEM' ? kind : random.weighted([['CALL', 6], ['EMAIL', 3], ['NOTE', 2], ['MEETING', 1]] as const);
  return {
    kind: logged,
    body: random.pick<string>(crm.TALKS[logged]),
    durationMin: logged === 'CALL' ? random.int(2, 25) : logged === 'MEETING' ? random.int(30, 120) : null,
    ...overrides,
  } satisfies Prisma.ActivityCreateManyInput;
}
