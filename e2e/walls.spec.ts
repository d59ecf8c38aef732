import { readdirSync } from 'node:fs';
import { DEMO_USERS } from '../prisma/factories';
import { can, type Action, type Resource } from '../app/domain/accounts/permissions';
import { expect, test } from './fixtures';

const staffFolder = 'app/routes/_staff+/o.$orgSlug+';
const foreignId = '0190a0a0-0000-7000-8000-000000000001';

/** What each page of the staff area asks of a role; null: any member. A page that is not named here fails the test. */
const needs: Record<string, { resource: Resource; action: Action; scope?: 'all' } | null> = {
  '': null,
  '/services': { resource: 'catalog', action: 'read' },
  '/leads': { resource: 'leads', action: 'read' },
  '/leads/:id': { resource: 'leads', action: 'read' },
  '/leads/quarantine': { resource: 'leads', action: 'read' },
  '/files/:id': { resource: 'leads', action: 'read' },
  '/analytics': { resource: 'analytics', action: 'read', scope: 'all' },
  '/analytics/heatmap': { resource: 'analytics', action: 'read', scope: 'all' },
  '/analytics/heatmap/cells': { resource: 'analytics', action: 'read', scope: 'all' },
  '/analytics/views': { resource: 'analytics', action: 'read', scope: 'all' },
  '/settings': { resource: 'organization', action: 'read' },
  '/settings/form': { resource: 'organization', action: 'read' },
  '/settings/clock': { resource: 'organization', action: 'read' },
  '/settings/scoring': { resource: 'scoringRules', action: 'read' },
  '/settings/scoring/draft': { resource: 'scoringRules', action: 'update' },
  '/settings/outbox': { resource: 'organization', action: 'update' },
};

/** Paths below /o/:orgSlug, read from the route files themselves. */
function staffPaths(): string[] {
  const names = readdirSync(staffFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('__') && !/\.(server|test)\./.test(name))
    .map((name) => name.replace(/\.tsx?$/, ''));
  const paths = names
    .filter((name) => !name.endsWith('_layout'))
    .map((name) =>
      name
        .split(/[./]/)
        .map((part) => part.replace(/[+_]$/, ''))
        .filter((part) => part !== 'index' && part !== '')
        .map((part) => `/${part.startsWith('$') ? ':id' : part}`)
        .join(''),
    );
  return [...new Set(paths)].sort();
}

test('every page of the staff area has its permission named here', () => {
  expect(staffPaths().filter((path) => !(path in needs))).toEqual([]);
});

for (const { email, role } of DEMO_USERS) {
  test(`pages for ${role}: what the table allows, and never another organisation`, async ({ request }) => {
    const signedIn = await request.post('/login', { form: { email, password: 'demo-password' }, maxRedirects: 0 });
    expect(signedIn.status()).toBe(303);
    for (const path of staffPaths()) {
      const own = path.replace(':id', foreignId);
      const need = needs[path];
      const scope = need ? can(role, need.resource, need.action) : 'all';
      const isAllowed = Boolean(scope) && (need?.scope !== 'all' || scope === 'all');
      const expected = !isAllowed ? 403 : path.includes(':id') ? 404 : 200;
      expect((await request.get(`/o/demo${own}`)).status(), `${role} /o/demo${own}`).toBe(expected);
      expect((await request.get(`/o/vtoroy-uchastok${own}`)).status(), `${role} /o/vtoroy-uchastok${own}`).toBe(404);
    }
  });
}

test('a record of another organisation is not there, neither by page nor by file', async ({ request }) => {
  await request.post('/login', { form: { email: 'second@demo.test', password: 'demo-password' } });
  const list = await (await request.get('/o/vtoroy-uchastok/leads?state=all')).text();
  const id = /data-row="lead" data-id="([^"]+)"/.exec(list)?.[1];
  expect(id).toBeTruthy();
  expect((await request.get(`/o/vtoroy-uchastok/leads/${id}`)).status()).toBe(200);

  await request.post('/login', { form: { email: 'owner@demo.test', password: 'demo-password' } });
  expect((await request.get(`/o/demo/leads/${id}`)).status()).toBe(404);
  for (const intent of ['assign', 'state', 'note', 'override']) {
    const answer = await request.post(`/o/demo/leads/${id}`, { form: { intent, version: '1', state: 'SPAM', body: 'x', reason: 'x', score: '1' } });
    expect([400, 404, 422], `${intent} on a foreign request`).toContain(answer.status());
  }
});

test('nobody gets in without signing in', async ({ request }) => {
  for (const path of staffPaths()) {
    const answer = await request.get(`/o/demo${path.replace(':id', foreignId)}`, { maxRedirects: 0 });
    expect([302, 303], path).toContain(answer.status());
    expect(answer.headers().location).toMatch(/^\/login/);
  }
});
