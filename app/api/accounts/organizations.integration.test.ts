import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let as: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  as = world.people.OWNER.token;
});

const version = async () => Number((await api.call('organizations.read', { as })).body.version);

describe('the settings of an organisation', () => {
  it.each([
    ['organizations.update', { name: 'Новое имя', timeZone: 'Asia/Omsk' }, { name: 'Новое имя', timeZone: 'Asia/Omsk', currency: 'RUB' }],
    ['organizations.updateForm', { formIntro: 'Бурим и качаем', strictBehavior: true }, { formIntro: 'Бурим и качаем', strictBehavior: true, contactPhone: null }],
    ['organizations.updateBookings', { bufferBeforeMin: 45, shiftHours: '7.5' }, { bufferBeforeMin: 45, shiftHours: '7.5' }],
    ['organizations.updateMoney', { defaultTaxPercent: '20', lateDiscountPercent: '2.5' }, { defaultTaxPercent: '20', lateDiscountPercent: '2.5' }],
  ])('%s changes what is sent, and nothing that somebody changed meanwhile', async (id, body, expected) => {
    const seen = await version();
    const changed = await api.call(id, { as, body, version: seen });
    expect(changed.body).toMatchObject({ ...expected, version: seen + 1 });
    const stale = await api.call(id, { as, body, version: seen });
    expect([stale.status, stale.body.current]).toEqual([412, expect.objectContaining({ version: seen + 1 })]);
    expect((await api.call(id, { as, body })).status).toBe(428);
  });

  it.each([
    ['organizations.update', { timeZone: 'Mars/Base' }, '/timeZone'],
    ['organizations.updateForm', { contactEmail: 'not an address' }, '/contactEmail'],
    ['organizations.updateBookings', { shiftHours: '0' }, '/shiftHours'],
    ['organizations.updateMoney', { defaultTaxPercent: '101' }, '/defaultTaxPercent'],
    ['organizations.updateClock', { openings: [], holidays: [], targets: { high: 1, medium: 2, low: 3 } }, '/openings'],
  ])('%s says what is wrong', async (id, body, path) => {
    const wrong = await api.call(id, { as, body, version: await version() });
    expect([wrong.status, wrong.body.errors]).toEqual([422, [expect.objectContaining({ path })]]);
  });

  it('have a response clock', async () => {
    const clock = { openings: [{ day: 1, opens: '08:00', closes: '20:00' }], holidays: ['2027-01-01'], targets: { high: 30, medium: 60, low: 120 } };
    const changed = await api.call('organizations.updateClock', { as, body: clock, version: await version() });
    expect(changed.body.responseClock).toEqual(clock);
  });

  it('close and open the books', async () => {
    const close = (body: object) => api.call('organizations.closeBooks', { as, body });
    expect((await close({ through: '2999-01-01', seen: null })).body.errors).toEqual([expect.objectContaining({ path: '/through', code: 'future' })]);
    expect((await close({ through: '2026-03-31', seen: null })).body.booksClosedThrough).toBe('2026-03-31');
    expect((await close({ through: '2026-04-30', seen: null })).body).toMatchObject({ status: 409, current: { booksClosedThrough: '2026-03-31' } });
    expect((await api.call('organizations.reopenBooks', { as, body: { through: '2026-02-28', seen: '2026-03-31' } })).body.booksClosedThrough).toBe('2026-02-28');
    expect((await api.call('organizations.reopenBooks', { as, body: { through: null, seen: '2026-02-28' } })).body.booksClosedThrough).toBeNull();
  });

  it('say what each role sees', async () => {
    const all = { leads: 'ALL', contacts: 'ALL', deals: 'ALL' };
    expect((await api.call('organizations.access', { as })).body).toEqual({ MANAGER: all, SALES: all, VIEWER: all });
    const set = await api.call('organizations.setAccess', { as, body: { MANAGER: all, SALES: { ...all, deals: 'OWN' }, VIEWER: all } });
    expect(set.body).toMatchObject({ SALES: { deals: 'OWN', leads: 'ALL' } });
  });
});

describe('organisations', () => {
  it('are made by owners, one for each address', async () => {
    const body = { name: 'Третий участок', timeZone: 'Europe/Moscow', currency: 'RUB', services: ['Монтаж'] };
    const made = await api.call<{ id: string; slug: string }>('organizations.create', { as, body });
    expect([made.status, made.body.slug]).toEqual([201, 'tretiy-uchastok']);
    const again = await api.call('organizations.create', { as, body });
    expect([again.status, again.body.errors]).toEqual([422, [expect.objectContaining({ path: '/slug' })]]);
    expect((await api.call('organizations.create', { as: world.people.ADMIN.token, body })).status).toBe(403);
    // of two organisations one has to be named
    expect((await api.call('organizations.read', { as })).status).toBe(400);
    const read = await api.call('organizations.read', { as, headers: { 'X-Organization': made.body.slug } });
    expect(read.body).toMatchObject({ id: made.body.id, name: 'Третий участок' });
    const last = await api.call('organizations.leave', { as, headers: { 'X-Organization': made.body.slug } });
    expect([last.status, last.body.code]).toEqual([409, 'lastOwner']);
  });

  it('can be left', async () => {
    const leaving = world.people.VIEWER.token;
    expect((await api.call('organizations.leave', { as: leaving })).status).toBe(204);
    expect((await api.call('contacts.list', { as: leaving })).status).toBe(401);
  });
});
