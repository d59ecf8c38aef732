import { rmSync } from 'node:fs';
import type { APIRequestContext } from '@playwright/test';
import { DEMO_USERS } from '../prisma/factories';
import { can, type Role } from '../app/domain/accounts/permissions';
import { expect, test } from './fixtures';
import { ACTIONS, PAGES, PERSONAL_INTENTS, RECORD_KINDS, RECORD_LISTS, RESOURCE_ACTIONS, RESOURCES, type ActionNeed, type Need, type RecordKind } from './permission-table';
import { startServer, type RunningServer } from './running-server';
import { intentsInCode, resourceRoutes, staffRoutes } from './staff-routes';

const foreignId = '0190a0a0-0000-7000-8000-000000000001';
const OWN = 'demo';
const OTHER = 'vtoroy-uchastok';

let server: RunningServer;

// a server of its own: what refused forms must not change is seen in a log that nobody else writes to
test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await startServer({ DEMO: '1' });
});

test.afterAll(async () => {
  await server.stop();
  rmSync(server.dataDir, { recursive: true, force: true });
});

// one worker, one server
test.describe.configure({ mode: 'default' });

async function signIn(request: APIRequestContext, email: string) {
  const answer = await request.post(`${server.url}/login`, { form: { email, password: 'demo-password' }, maxRedirects: 0 });
  expect(answer.status(), email).toBe(303);
}

function allows(role: Role, need: Need | null): boolean {
  if (!need) return true;
  if (need.or && can(role, need.or.resource, need.or.action)) return true;
  const scope = can(role, need.resource, need.action);
  if (!scope || (need.scope === 'all' && scope !== 'all')) return false;
  return !need.also || Boolean(can(role, need.also.resource, need.also.action));
}

type Ids = Partial<Record<RecordKind, string>>;

/** One record of each kind that the signed-in owner's lists show; a kind that has no list yet is left out. */
async function recordsOf(request: APIRequestContext, slug: string): Promise<Ids> {
  const ids: Ids = {};
  for (const kind of RECORD_KINDS) {
    const answer = await request.get(`${server.url}/o/${slug}${RECORD_LISTS[kind]}`);
    if (answer.status() === 200) ids[kind] = new RegExp(`data-row="${kind}"[^>]*? data-id="([^"]+)"`).exec(await answer.text())?.[1];
  }
  return ids;
}

/** Ids in the place of `:lead` and the like; what is not known becomes an id that does not exist. */
const fill = (text: string, ids: Ids) => text.replace(/:([a-z]+)/g, (_all, kind: string) => ids[kind as RecordKind] ?? foreignId);

function post(request: APIRequestContext, slug: string, { path, intent, fields = {} }: ActionNeed, ids: Ids) {
  // a path's own index has its action under ?index
  const route = staffRoutes().find((known) => known.path === path && /(^|\/|\.)index\.tsx?$/.test(known.file));
  const address = `${server.url}/o/${slug}${fill(path, ids)}${route ? '?index' : ''}`;
  const form = Object.fromEntries(Object.entries({ ...fields, ...(intent && { intent }) }).map(([name, value]) => [name, fill(value, ids)]));
  return request.post(address, { form, maxRedirects: 0 });
}

/** A few at a time, so that hundreds of requests do not wait for one another. */
async function together<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += 6) await Promise.all(items.slice(start, start + 6).map(work));
}

/** How many changes the audit log holds, and the last one. */
async function auditOf(request: APIRequestContext): Promise<string> {
  const page = await (await request.get(`${server.url}/o/${OWN}/settings/audit`)).text();
  return `${/data-metric="[^"]*" data-value="(\d+)"/.exec(page)?.[1]} ${/data-row="[^"]*"[^>]*? data-id="([^"]+)"/.exec(page)?.[1]}`;
}

test('every page, every form and every intent of the code is named in the table', () => {
  expect(staffRoutes().map(({ path }) => path).filter((path) => !(path in PAGES))).toEqual([]);
  expect(resourceRoutes().map(({ path }) => path).filter((path) => !(path in RESOURCES))).toEqual([]);
  expect(resourceRoutes().filter(({ path, hasAction }) => hasAction && !(path in RESOURCE_ACTIONS)).map(({ path }) => path)).toEqual([]);
  const withForms = new Set(ACTIONS.map(({ path }) => path.replace(/:[a-z]+/g, ':id')));
  expect(staffRoutes().filter(({ path, hasAction }) => hasAction && !withForms.has(path)).map(({ path }) => path)).toEqual([]);
  const intents = new Set([...ACTIONS.flatMap(({ intent }) => intent ?? []), ...PERSONAL_INTENTS]);
  expect(intentsInCode().filter((intent) => !intents.has(intent))).toEqual([]);
});

test('the table names nothing that is not there', () => {
  const paths = new Set(staffRoutes().map(({ path }) => path));
  expect(Object.keys(PAGES).filter((path) => !paths.has(path))).toEqual([]);
  expect(ACTIONS.map(({ path }) => path.replace(/:[a-z]+/g, ':id')).filter((path) => !paths.has(path))).toEqual([]);
});

for (const { email, role } of DEMO_USERS) {
  test(`pages for ${role}: what the table allows, and never another organisation`, async ({ request }) => {
    test.setTimeout(120_000);
    await signIn(request, email);
    await together(staffRoutes(), async ({ path, file }) => {
      const need = PAGES[path] ?? null;
      const query = need?.query ? `?${need.query.replace(/:[a-z]+/g, foreignId)}` : '';
      const own = path.replaceAll(':id', foreignId) + query;
      const expected = !allows(role, need) ? [403] : path.includes(':id') ? [404] : need?.query?.includes(':') ? [200, 400, 404] : [200];
      expect(expected, `${role} ${own} (${file})`).toContain((await request.get(`${server.url}/o/${OWN}${own}`)).status());
      expect((await request.get(`${server.url}/o/${OTHER}${own}`)).status(), `${role} /o/${OTHER}${own}`).toBe(404);
    });
    for (const { path, hasAction } of resourceRoutes()) {
      const need = RESOURCES[path] ?? null;
      if (!need?.isStream || !allows(role, need)) {
        const status = (await request.get(`${server.url}/resources/o/${OWN}${path}`)).status();
        expect(allows(role, need) ? [200, 400, 404].includes(status) : status === 403, `${role} ${path}: ${status}`).toBe(true);
      }
      expect((await request.get(`${server.url}/resources/o/${OTHER}${path}`)).status(), `${role} ${path} of others`).toBe(404);
      if (!hasAction) continue;
      const status = (await request.post(`${server.url}/resources/o/${OWN}${path}`, { form: {} })).status();
      expect(status === 403, `${role} posts to ${path}: ${status}`).toBe(!allows(role, RESOURCE_ACTIONS[path] ?? null));
      expect((await request.post(`${server.url}/resources/o/${OTHER}${path}`, { form: {} })).status(), `${role} posts to ${path} of others`).toBe(404);
    }
  });
}

test('forms that a role may not send are refused and change nothing', async ({ request, playwright }) => {
  test.setTimeout(240_000);
  await signIn(request, 'owner@demo.test');
  const ids = await recordsOf(request, OWN);
  const before = await auditOf(request);
  for (const { email, role } of DEMO_USERS) {
    const person = await playwright.request.newContext();
    await signIn(person, email);
    await together(ACTIONS.filter(({ need }) => !allows(role, need)), async (action) => {
      expect((await post(person, OWN, action, ids)).status(), `${role} ${action.path} ${action.intent}`).toBe(403);
    });
    await person.dispose();
  }
  expect(await auditOf(request)).toBe(before);
});

test('forms of another organisation are not there, for whichever role', async ({ playwright }) => {
  test.setTimeout(240_000);
  for (const { email, role } of DEMO_USERS) {
    const person = await playwright.request.newContext();
    await signIn(person, email);
    await together(ACTIONS, async (action) => {
      expect((await post(person, OTHER, action, {})).status(), `${role} ${action.path} ${action.intent}`).toBe(404);
    });
    await person.dispose();
  }
});

test('records of another organisation are not there, by page and by form', async ({ request, playwright }) => {
  test.setTimeout(120_000);
  const stranger = await playwright.request.newContext();
  await signIn(stranger, 'second@demo.test');
  const theirs = await recordsOf(stranger, OTHER);
  await stranger.dispose();
  expect(theirs.lead).toBeTruthy();
  await signIn(request, 'owner@demo.test');
  for (const { path } of staffRoutes()) {
    const kind = PAGES[path]?.record;
    const id = kind && theirs[kind];
    if (id) expect((await request.get(`${server.url}/o/${OWN}${path.replace(':id', id)}`)).status(), path).toBe(404);
  }
  for (const action of ACTIONS.filter(({ path }) => RECORD_KINDS.some((kind) => path.includes(`:${kind}`) && theirs[kind]))) {
    expect([400, 404, 422], `${action.path} ${action.intent}`).toContain((await post(request, OWN, action, theirs)).status());
  }
});

test('forms that a role may send are taken: what is wrong with them is never the permission, and never an error', async ({ playwright }) => {
  test.setTimeout(240_000);
  for (const { email, role } of DEMO_USERS) {
    const person = await playwright.request.newContext();
    await signIn(person, email);
    await together(ACTIONS.filter(({ need }) => allows(role, need)), async (action) => {
      const status = (await post(person, OWN, action, {})).status();
      expect(status === 403 || status >= 500, `${role} ${action.path} ${action.intent}: ${status}`).toBe(false);
    });
    await person.dispose();
  }
});

test('nobody gets in without signing in', async ({ request }) => {
  for (const { path } of staffRoutes()) {
    const answer = await request.get(`${server.url}/o/${OWN}${path.replaceAll(':id', foreignId)}`, { maxRedirects: 0 });
    expect([302, 303], path).toContain(answer.status());
    expect(answer.headers().location).toMatch(/^\/login/);
  }
  await together(ACTIONS, async (action) => {
    expect([302, 303], `${action.path} ${action.intent}`).toContain((await post(request, OWN, action, {})).status());
  });
});

test('what is allowed on own records only is refused on those of others', async ({ request, playwright }) => {
  await signIn(request, 'owner@demo.test');
  const page = await (await request.get(`${server.url}/o/${OWN}/leads?assignee=nobody`)).text();
  const lead = /data-row="lead" data-id="([^"]+)"/.exec(page)?.[1];
  expect(lead).toBeTruthy();
  const before = await auditOf(request);
  const sales = await playwright.request.newContext();
  await signIn(sales, 'sales@demo.test');
  for (const action of ACTIONS.filter(({ path, need }) => path === '/leads/:lead' && need?.resource === 'leads')) {
    expect([403, 409], `${action.intent}`).toContain((await post(sales, OWN, action, { lead })).status());
  }
  await sales.dispose();
  expect(await auditOf(request)).toBe(before);
});
