import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { accessSchema, ADJUSTABLE_ROLES, VISIBILITIES } from '~/domain/accounts/access.schema';
import { findAccess } from '~/domain/accounts/access.server';
import { CURRENCIES } from '~/domain/accounts/organization-options';
import { saveRequireFactor } from '~/domain/accounts/factors/require-factor.server';
import { saveAccess } from '~/domain/accounts/save-access.server';
import { localDay } from '~/domain/behavior/local-day';
import { bookingSettingsSchema } from '~/domain/bookings/booking-settings.schema';
import { closeBooks, reopenBooks, type BooksRefusal } from '~/domain/books/close-books.server';
import { moneySettingsSchema } from '~/domain/books/money-settings.schema';
import { findMoneySettings, saveMoneyRules } from '~/domain/books/money-settings.server';
import { responseClockSchema } from '~/domain/leads/response-clock.schema';
import { FORM_INTRO_MAX, organizationSchema, PRIVACY_TEXT_MAX, publicFormSettingsSchema } from '~/domain/organizations/settings.schema';
import { findSettings, saveSettings, type SettingsChange } from '~/domain/organizations/settings.server';
import { answer, staffOperation, type Operation, type OperationSpec } from '../ground/operation';
import { ApiProblem, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { day, decimal, filled, id, text } from '../ground/schemas';

const TAG = 'Organizations';
const CURRENT = '/organizations/current';
const MINUTES_MAX = 14_400;

const general = { name: filled(200).openapi({ example: 'ГеоОпора' }), timeZone: filled(60).openapi({ example: 'Europe/Moscow', description: 'IANA name' }), currency: z.enum(CURRENCIES) };
const form = {
  formIntro: text(FORM_INTRO_MAX).nullable(),
  contactPhone: text(40).nullable().openapi({ example: '+7 916 123-45-67' }),
  contactEmail: text(255).nullable().openapi({ example: 'office@example.com' }),
  privacyText: text(PRIVACY_TEXT_MAX).nullable(),
  strictBehavior: z.boolean().openapi({ description: 'Behaviour is measured only with consent' }),
};
const security = { requireTwoFactor: z.boolean().openapi({ description: 'Members without a second factor are let in nowhere; API keys go on' }) };
const target = z.int().min(1).max(MINUTES_MAX).openapi({ example: 60, description: 'Minutes of working time' });
const clock = {
  openings: z
    .array(z.strictObject({ day: z.int().min(1).max(7).openapi({ example: 1, description: 'Monday is 1' }), opens: text(5).openapi({ example: '09:00' }), closes: text(5).openapi({ example: '18:00' }) }))
    .max(28),
  holidays: z.array(day).max(400),
  targets: z.strictObject({ high: target, medium: target, low: target }),
};
const bookings = {
  bufferBeforeMin: z.int().min(0).max(1440).openapi({ example: 30 }),
  bufferAfterMin: z.int().min(0).max(1440).openapi({ example: 30 }),
  shiftHours: decimal.openapi({ example: '8' }),
};
const money = { defaultTaxPercent: decimal.openapi({ example: '20' }), lateDiscountPercent: decimal.nullable().openapi({ example: null }), unpaidAfterDays: z.int().min(1).max(365).openapi({ example: 7, description: 'So many days after its completion an unpaid order is brought to mind' }) };

const organization = z
  .object({ id, slug: z.string().openapi({ example: 'demo' }), isDefault: z.boolean(), ...general, ...form, ...security, responseClock: z.object(clock), ...bookings, ...money, booksClosedThrough: day.nullable().openapi({ example: null }), version: z.int() })
  .openapi('Organization');

const visible = z.strictObject({ leads: z.enum(VISIBILITIES), contacts: z.enum(VISIBILITIES), deals: z.enum(VISIBILITIES) });
const access = z.strictObject(Object.fromEntries(ADJUSTABLE_ROLES.map((role) => [role, visible])) as Record<(typeof ADJUSTABLE_ROLES)[number], typeof visible>).openapi('AccessRules');

async function read({ db, org }: ApiCaller): Promise<z.output<typeof organization>> {
  const [settings, { defaultTaxPercent, lateDiscountPercent, unpaidAfterDays, booksClosedThrough }] = await Promise.all([findSettings(db), findMoneySettings(db)]);
  // what the schema takes from the database may be of a list that has grown since
  const currency = z.enum(CURRENCIES).parse(settings.currency);
  return { id: org.id, slug: org.slug, isDefault: org.isDefault, ...settings, currency, defaultTaxPercent, lateDiscountPercent, unpaidAfterDays, booksClosedThrough };
}

async function answerCurrent(caller: ApiCaller) {
  const current = await read(caller);
  return answer(current, { version: current.version });
}

const actorOf = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id });

/** One section of the settings, changed as its form does it. */
function section<B extends z.ZodObject>(spec: Pick<OperationSpec<z.ZodObject, z.ZodObject, B, typeof organization>, 'id' | 'summary' | 'body' | 'does' | 'description'> & { path: string; method?: 'patch' | 'put' }, save: (caller: ApiCaller, sent: z.output<B>, version: number) => Promise<{ ok: true } | { ok: false; current: object }>): Operation {
  return staffOperation({ resource: 'organization', action: 'update' }, { method: 'patch', ...spec, path: `${CURRENT}${spec.path}`, tag: TAG, answer: organization, needsVersion: true }, async ({ caller, body, version }) => {
    const saved = await save(caller, body as z.output<B>, version);
    if (!saved.ok) throw new ApiProblem('stale', { extra: { current: saved.current } });
    return answerCurrent(caller);
  });
}

/** What was not sent stays as it is. */
const saving = (schema: z.ZodType<SettingsChange>, namespace: string) => async (caller: ApiCaller, sent: object, version: number) =>
  saveSettings(actorOf(caller), readInput(schema, { ...(await findSettings(caller.db)), ...sent, version }, namespace));

/** Wrong days are an error at the field. */
function acceptBooks(result: { ok: true } | BooksRefusal): void {
  if (result.ok) return;
  const through = result.error === 'stale' ? result.through : null;
  accept({ ...result }, { future: '/through', order: '/through', stale: new ApiProblem('conflict', { detail: 'The books were closed or opened meanwhile.', extra: { code: 'stale', current: { booksClosedThrough: through } } }) });
}

const seen = day.nullable().openapi({ description: 'The last closed day as you know it', example: null });

export const organizationSettingsOperations: Operation[] = [
  staffOperation({ resource: 'organization', action: 'read' }, { id: 'organizations.read', method: 'get', path: CURRENT, tag: TAG, summary: 'Read the organisation and its settings', answer: organization }, ({ caller }) => answerCurrent(caller)),
  section({ id: 'organizations.update', path: '', summary: 'Change name, time zone and currency', body: z.strictObject(general).partial(), does: ['/settings'] }, saving(organizationSchema, 'settings')),
  section({ id: 'organizations.updateForm', path: '/form', summary: 'Change what surrounds the request form', body: z.strictObject(form).partial(), does: ['/settings/form'] }, saving(publicFormSettingsSchema, 'settings')),
  section({ id: 'organizations.updateBookings', path: '/bookings', summary: 'Change the rules of bookings', body: z.strictObject(bookings).partial(), does: ['/settings/bookings'] }, saving(bookingSettingsSchema, 'bookings')),
  section({ id: 'organizations.updateSecurity', path: '/security', summary: 'Require a second factor, or no longer', description: 'Who switches it on must have one.', body: z.strictObject(security), does: ['/settings/security'] }, async (caller, { requireTwoFactor }, version) => {
    const saved = await saveRequireFactor(actorOf(caller), { version, requireTwoFactor });
    if (!saved.ok && saved.error === 'ownFirst') throw invalid('/requireTwoFactor', 'ownFirst', 'Set up a second factor of your own first.');
    return saved;
  }),
  section({ id: 'organizations.updateClock', path: '/response-clock', method: 'put', summary: 'Set the response clock', description: 'Opening hours, days off, and how long a request of each priority may wait.', body: z.strictObject(clock), does: ['/settings/clock'] }, (caller, sent, version) =>
    saveSettings(actorOf(caller), { version, responseClock: readInput(responseClockSchema, sent, 'settings') }),
  ),
  section({ id: 'organizations.updateMoney', path: '/money', summary: 'Change the rules of money', body: z.strictObject(money).partial(), does: ['/settings/money rules'] }, async (caller, sent, seenVersion) => {
    const { version, ...rules } = readInput(moneySettingsSchema, { ...(await findMoneySettings(caller.db)), ...sent, version: seenVersion }, 'money');
    return saveMoneyRules({ ...actorOf(caller), version, rules });
  }),
  staffOperation(
    { resource: 'organization', action: 'update' },
    { id: 'organizations.closeBooks', method: 'post', path: `${CURRENT}/books/close`, tag: TAG, summary: 'Close the books through a day', description: 'Payments, expenses and pay up to that day can no longer be added or changed.', body: z.strictObject({ through: day, seen }), answer: organization, does: ['/settings/money close'] },
    async ({ caller, body: { through, seen: known }, now }) => {
      acceptBooks(await closeBooks({ ...actorOf(caller), seen: known }, through, localDay(now, caller.org.timeZone)));
      return answerCurrent(caller);
    },
  ),
  staffOperation(
    { resource: 'organization', action: 'update' },
    { id: 'organizations.reopenBooks', method: 'post', path: `${CURRENT}/books/reopen`, tag: TAG, summary: 'Open the books again', description: 'Back to an earlier day that stays closed, or wholly.', body: z.strictObject({ through: day.nullable(), seen: day }), answer: organization, does: ['/settings/money reopen'] },
    async ({ caller, body: { through, seen: known } }) => {
      acceptBooks(await reopenBooks({ ...actorOf(caller), seen: known }, through));
      return answerCurrent(caller);
    },
  ),
  staffOperation({ resource: 'organization', action: 'update' }, { id: 'organizations.access', method: 'get', path: `${CURRENT}/access`, tag: TAG, summary: 'Read what each role sees', answer: access }, async ({ caller }) => answer(await findAccess(caller.db))),
  staffOperation({ resource: 'organization', action: 'update' }, { id: 'organizations.setAccess', method: 'put', path: `${CURRENT}/access`, tag: TAG, summary: 'Set what each role sees', description: "Whose requests, contacts and deals: their own, their team's or all.", body: access, answer: access, does: ['/settings/access'] }, async ({ caller, body }) => {
    await saveAccess({ organizationId: caller.org.id, actorId: caller.user.id, access: readInput(accessSchema, body, 'members') });
    return answer(await findAccess(caller.db));
  }),
];
