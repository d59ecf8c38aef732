import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BREAKPOINTS, type HeatPoints } from './batch';
import { db, orgDb } from '~/platform/db.server';
import { makeLead, makeService } from '../../../prisma/factories';
import { ELEMENT_KEYS, makeForm, send } from '../../../test/collect';
import { HEAT_SEGMENTS } from './behavior-filter';
import { readConsentCookie } from './consent-cookie.server';
import { withdrawConsentOfLead, withdrawConsentOfVisitor } from './consent.server';
import { fieldFigures } from './field-figures.server';
import { foldHeat } from './fold-heat.server';
import { loadHeat } from './heat.server';
import { engagementFacts, linkViewToLead } from './link-view.server';
import { addDays, localDay } from './local-day';
import { purgeBehavior } from './purge-behavior.server';
import { averageTimeOnPage, formActivity } from './view-counts.server';

const today = localDay(new Date(), 'Europe/Moscow');
const range = { from: addDays(today, -40), to: addDays(today, 1) };
type Form = Awaited<ReturnType<typeof makeForm>>;

/** Everything that is counted of a form: must be the same before and after what should leave no trace. */
async function countsOf({ organization, version }: Form) {
  const heat: Record<string, number> = {};
  for (const segment of HEAT_SEGMENTS) {
    for (const kind of ['move', 'click'] as const) {
      for (const breakpoint of BREAKPOINTS) {
        const { elements } = await loadHeat(organization.id, { range, breakpoint, version, kind, segment });
        for (const { elementKey, counts } of elements) {
          counts.forEach((count, cell) => count && (heat[`${segment} ${kind} ${breakpoint} ${elementKey} ${cell}`] = count));
        }
      }
    }
  }
  const fields = await fieldFigures(organization.id, range);
  return { heat, fields: fields.filter(({ clicks, timeMs }) => clicks + timeMs > 0), activity: await formActivity(organization.id, range) };
}

async function sendRequest(form: Form, viewId: string, options: { hasConsent: boolean; priority?: 'high' | 'low' }) {
  const organizationId = form.organization.id;
  const service = await makeService(db, { organizationId });
  const lead = await makeLead(db, { organizationId, serviceId: service.id });
  await orgDb(organizationId).$transaction((tx) =>
    linkViewToLead(tx, { organizationId, viewId, leadId: lead.id, priority: options.priority ?? 'high', hasConsent: options.hasConsent, now: new Date() }));
  return lead;
}

const cookieOf = (answer: Response) => readConsentCookie(new Request('http://localhost', { headers: { Cookie: answer.headers.get('Set-Cookie')?.split(';')[0] ?? '' } }));

describe('consent', () => {
  it('makes a visitor, who is known again at the next view', async () => {
    const { organization, makeBatch } = await makeForm();
    const first = makeBatch({ consent: true });
    const answer = await send(first);
    expect(answer.headers.get('Set-Cookie')).toMatch(/^teplo_visitor=[0-9a-f-]{36}; Path=\/; Max-Age=34128000; HttpOnly; SameSite=Lax$/);
    const visitorId = cookieOf(answer);
    const cookie = { Cookie: `teplo_visitor=${visitorId}` };
    await send({ ...first, n: 1 }, cookie);
    const second = makeBatch();
    await send(second, cookie);
    await send(second, cookie);
    const views = await db.formView.findMany({ where: { organizationId: organization.id }, orderBy: { visitNumber: 'asc' }, select: { id: true, visitorId: true, visitNumber: true } });
    expect(views).toEqual([{ id: first.view, visitorId, visitNumber: 1 }, { id: second.view, visitorId, visitNumber: 2 }]);
    expect(await db.visitor.findUnique({ where: { id: visitorId ?? '' } })).toMatchObject({ visits: 2 });
  });

  it.each(['Sec-GPC', 'DNT'])('does not count under %s, nor do pointer positions', async (header) => {
    const form = await makeForm();
    const answer = await send(form.makeBatch({ consent: true, points: [['md', 'move', 'email', [1]]] }), { [header]: '1' });
    expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([204, null]);
    expect(await orgDb(form.organization.id).visitor.count()).toBe(0);
    expect((await countsOf(form)).heat).toEqual({});
  });

  it('is not known to another organisation', async () => {
    const [mine, theirs] = [await makeForm(), await makeForm()];
    const visitorId = cookieOf(await send(mine.makeBatch({ consent: true })));
    await send(theirs.makeBatch(), { Cookie: `teplo_visitor=${visitorId}` });
    expect(await orgDb(theirs.organization.id).formView.count({ where: { visitorId: { not: null } } })).toBe(0);
  });

  it('when taken back leaves exactly the counts of the others, folded or not', async () => {
    const form = await makeForm();
    const { makeBatch, organization } = form;
    const figures = { points: [['md', 'move', 'email', [1, 2, 2]], ['xs', 'click', 'submit', [65_535]]], elements: [['email', 1, 1, 500, 1, 1, 1, 1]] } satisfies Partial<ReturnType<typeof makeBatch>>;
    const others = makeBatch(figures);
    await send(others);
    await sendRequest(form, others.view, { hasConsent: false, priority: 'low' });
    const before = await countsOf(form);

    const mine = makeBatch({ ...figures, consent: true });
    const visitorId = cookieOf(await send(mine));
    await sendRequest(form, mine.view, { hasConsent: true });
    await send({ ...mine, n: 1, consent: undefined });
    await foldHeat();
    expect(await countsOf(form)).not.toEqual(before);
    await withdrawConsentOfVisitor(organization.id, visitorId ?? '');
    expect(await countsOf(form)).toEqual(before);
    await foldHeat();
    expect(await countsOf(form)).toEqual(before);
    await send({ ...mine, n: 2 });
    expect(await countsOf(form)).toEqual(before);
    expect(await db.formView.count({ where: { id: mine.view } })).toBe(0);
    expect(await db.visitor.count({ where: { id: visitorId ?? '' } })).toBe(0);
  });

  it('is taken back by clearing the box, and by the link of a request', async () => {
    const form = await makeForm();
    const batch = form.makeBatch({ consent: true, points: [['md', 'move', 'email', [1]]] });
    await send(batch);
    const answer = await send({ ...batch, n: 1, points: undefined, consent: false });
    expect(answer.headers.get('Set-Cookie')).toContain('Max-Age=0');
    expect((await countsOf(form)).activity.views).toBe(0);

    const other = form.makeBatch({ points: [['md', 'move', 'email', [1]]] });
    await send(other);
    const lead = await sendRequest(form, other.view, { hasConsent: true });
    await withdrawConsentOfLead(form.organization.id, lead.id);
    expect(await countsOf(form)).toMatchObject({ heat: {}, activity: { views: 0 } });
  });
});

describe('a sent view', () => {
  it('colours its heat, what arrives later too, and is tied to the request only with consent', async () => {
    const form = await makeForm();
    const batch = form.makeBatch({ activeMs: 60_000, points: [['md', 'move', 'email', [1]]], elements: [['email', 0, 1, 0, 3, 0, 0, 0]] });
    await send(batch);
    await sendRequest(form, batch.view, { hasConsent: false });
    await send({ ...batch, n: 1, points: [['md', 'move', 'email', [2]]] });
    await sendRequest(form, batch.view, { hasConsent: true, priority: 'low' });
    const { heat } = await countsOf(form);
    expect(heat).toEqual({
      'all move md email 1': 1, 'all move md email 2': 1, 'sent move md email 1': 1, 'sent move md email 2': 1,
      'high move md email 1': 1, 'high move md email 2': 1,
    });
    expect(await db.formView.findUnique({ where: { id: batch.view } })).toMatchObject({ sentPriority: 'high', leadId: null });
    expect(await engagementFacts(orgDb(form.organization.id), batch.view)).toEqual({ activeMs: 60_000, visits: 1, corrections: 6, hesitationMs: 0 });
  });

  it('that was never reported counts as sent, and not in the time on page', async () => {
    const form = await makeForm();
    await sendRequest(form, randomUUID(), { hasConsent: true });
    await send(form.makeBatch({ activeMs: 4_000 }));
    await send(form.makeBatch({ activeMs: 8_000 }));
    expect(await formActivity(form.organization.id, range)).toMatchObject({ views: 3, measured: 2, starts: 1, sent: 1 });
    const { day } = await averageTimeOnPage(form.organization.id, { timeZone: 'Europe/Moscow', now: new Date() });
    expect(day).toMatchObject({ meanMs: 6_000, n: 2, change: null, previous: { n: 0 } });
    expect(day.interval?.lowMs).toBeLessThan(6_000);
  });
});

describe('keeping', () => {
  it('forgets batches without consent after a day, and visitors after 13 months', async () => {
    const form = await makeForm();
    const [anonymous, known] = [form.makeBatch({ points: [['md', 'move', 'email', [1]]] }), form.makeBatch({ consent: true, points: [['md', 'move', 'email', [1]]] })];
    await send(anonymous);
    await send(known);
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    await purgeBehavior(inDays(2));
    expect(await orgDb(form.organization.id).formViewBatch.findMany({ select: { viewId: true } })).toEqual([{ viewId: known.view }]);
    await purgeBehavior(inDays(396));
    expect(await orgDb(form.organization.id).visitor.count()).toBe(0);
    expect(await formActivity(form.organization.id, range)).toMatchObject({ views: 2 });
  });
});

describe('folding', () => {
  it('keeps every count, whatever was collected and on whichever day', async () => {
    const points: fc.Arbitrary<HeatPoints> = fc.record({
      breakpoint: fc.constantFrom(...BREAKPOINTS), kind: fc.constantFrom('move' as const, 'click' as const),
      key: fc.constantFrom(...ELEMENT_KEYS), cells: fc.array(fc.nat(4_095), { maxLength: 8 }),
    }).map(({ breakpoint, kind, key, cells }) => [breakpoint, kind, key, cells]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.array(points, { maxLength: 4 }), fc.integer({ min: 0, max: 39 }), fc.boolean()), { maxLength: 12 }), async (batches) => {
        const form = await makeForm();
        const expected: Record<string, number> = {};
        for (const [entries, age, isFolded] of batches) {
          const batch = form.makeBatch({ points: entries });
          await send(batch);
          await db.$executeRaw`UPDATE "HeatDelta" SET day = day - ${age}::int WHERE day = ${today}::date`;
          if (isFolded) await foldHeat();
          for (const [breakpoint, kind, key, cells] of entries) {
            for (const cell of cells) {
              for (const segment of ['all', 'abandoned']) {
                const name = `${segment} ${kind} ${breakpoint} ${key} ${cell}`;
                expected[name] = (expected[name] ?? 0) + 1;
              }
            }
          }
        }
        expect((await countsOf(form)).heat).toEqual(expected);
        await foldHeat();
        expect((await countsOf(form)).heat).toEqual(expected);
        expect(await orgDb(form.organization.id).heatDelta.count()).toBe(0);
      }),
      { numRuns: 8 },
    );
  });
});
