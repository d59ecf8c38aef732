import { expect, test as base, type APIRequestContext } from '@playwright/test';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../app/platform/db/embedded-postgres.mjs';
import { PAGES, type RecordKind } from './permission-table';
import { startServer, temporaryDataDir, type RunningServer } from './running-server';

const test = base;
test.describe.configure({ timeout: 180_000 });

const HOSTILE = `"><img src=x onerror=alert(1)><svg onload=alert(1)>'`;
/** An element or attribute that came out of somebody's text. */
const RAW = /<img src=x|<svg onload|"><im/;

/** Codes, keys and formats that only the program writes: a text there would be a broken record, not an attack. */
const CODES = new Set([
  'slug', 'timeZone', 'currency', 'key', 'thumbnailKey', 'fileKey', 'avatarKey', 'contentType', 'sha256', 'tokenHash', 'keyHash', 'codeHash', 'endpointHash', 'publicToken', 'submissionKey', 'locale', 'event', 'kind', 'version',
  'formVersion', 'breakpoint', 'element', 'outcome', 'resource', 'action', 'type', 'source', 'path', 'onceKey', 'scopes', 'events', 'url', 'transports', 'recurrence', 'method', 'prefix', 'color',
]);

const TABLE_OF: Record<RecordKind, string> = {
  lead: 'Lead', contact: 'Contact', deal: 'Deal', task: 'Task', order: 'Order', member: 'Membership', item: 'CatalogItem', payment: 'Payment', expense: 'Expense', payroll: 'PayrollRow',
};

let server: RunningServer;
let client: pg.Client;
let stopDatabase: () => Promise<void>;

test.beforeAll(async () => {
  const DATA_DIR = temporaryDataDir();
  server = await startServer({ DATA_DIR, DEMO: '1', LOG_LEVEL: 'error' });
  const database = await startEmbeddedPostgres({ dataDir: path.join(DATA_DIR, 'postgres') });
  stopDatabase = () => database.stop();
  client = new pg.Client(database.url);
  await client.connect();
});

test.afterAll(async () => {
  await client.end();
  await server.stop();
  await stopDatabase();
});

test('a hostile text in any column comes out as text on every page', async ({ playwright, page }) => {
  await signIn(page.request);
  const filled = await fillTexts();
  expect(filled).toBeGreaterThan(80);

  const request = await playwright.request.newContext({ baseURL: server.url, storageState: await page.request.storageState() });
  const paths = await pathsOfPages();
  expect(paths.length).toBeGreaterThan(60);
  const wrong: string[] = [];
  let seen = 0;
  for (const place of paths) {
    const response = await request.get(place, { maxRedirects: 3 });
    const html = await response.text();
    if (response.status() >= 500) wrong.push(`${place} answered ${response.status()}`);
    if (response.headers()['content-type']?.startsWith('text/html') && RAW.test(html)) wrong.push(`${place} shows it as markup: ${RAW.exec(html)?.input.slice(Math.max(0, html.search(RAW) - 80), html.search(RAW) + 60)}`);
    if (/&lt;img src=x|\\u003cimg src=x/.test(html)) seen += 1;
  }
  await request.dispose();
  expect(wrong).toEqual([]);
  // the texts are really there
  expect(seen).toBeGreaterThan(25);
  expect(server.output()).not.toMatch(/unexpected error/);
});

test('neither does it come alive in a browser', async ({ page }) => {
  await signIn(page.request);
  await fillTexts();
  const alarms: string[] = [];
  page.on('dialog', (dialog) => {
    alarms.push(`dialog on ${page.url()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) alarms.push(`${page.url()}: ${message.text()}`);
  });
  const records = await recordIds();
  for (const place of ['', '/leads', `/leads/${records.lead}`, '/contacts', `/contacts/${records.contact}`, `/deals/${records.deal}`, '/deals?view=board', '/tasks', `/orders/${records.order}`, '/catalog', '/calendar', '/settings/audit']) {
    await page.goto(`${server.url}/o/demo${place}`);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('img[src="x"], svg[onload], [onerror]').count(), place).toBe(0);
    expect(await page.locator('a[href^="javascript:" i]').count(), place).toBe(0);
  }
  expect(alarms).toEqual([]);
});

async function signIn(request: APIRequestContext): Promise<void> {
  const answer = await request.post(`${server.url}/login`, { form: { email: 'owner@demo.test', password: 'demo-password' }, maxRedirects: 0 });
  expect(answer.status()).toBeLessThan(400);
}

/** Writes the text into every column that holds words, past all rules of the forms. @returns how many columns */
async function fillTexts(): Promise<number> {
  const { rows } = await client.query<{ table: string; column: string; most: number | null; isArray: boolean }>(`
    SELECT c.table_name AS "table", c.column_name AS "column", c.character_maximum_length AS "most", c.data_type = 'ARRAY' AS "isArray"
    FROM information_schema.columns c
    JOIN information_schema.tables t ON t.table_schema = 'public' AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
    WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER' AND (c.data_type IN ('text', 'character varying') OR (c.data_type = 'ARRAY' AND c.udt_name IN ('_text', '_varchar')))
      AND c.table_name <> '_prisma_migrations' AND c.table_name NOT LIKE 'SignIn%'`);
  // neither keys between tables nor what is append-only stand in the way
  await client.query('SET session_replication_role = replica');
  let filled = 0;
  for (const { table, column, most, isArray } of rows) {
    if (CODES.has(column) || (table === 'User' && (column === 'email' || column === 'passwordHash')) || /Hash$/.test(column)) continue;
    const text = `left($1::text, ${most ?? 500})`;
    const value = isArray ? `ARRAY[${text}]` : text;
    const done = await client.query(`UPDATE "${table}" SET "${column}" = ${value}`, [HOSTILE]).catch(() => null);
    if (done) filled += 1;
  }
  await client.query('SET session_replication_role = origin');
  return filled;
}

async function recordIds(): Promise<Record<RecordKind, string>> {
  const ids: [string, string][] = [];
  for (const [kind, table] of Object.entries(TABLE_OF)) {
    const column = kind === 'member' ? 'userId' : 'id';
    const { rows } = await client.query<{ id: string }>(`SELECT x."${column}" AS "id" FROM "${table}" x JOIN "Organization" o ON o."id" = x."organizationId" WHERE o."slug" = 'demo' ${kind === 'member' || kind === 'lead' ? '' : 'AND x."deletedAt" IS NULL'} LIMIT 1`);
    ids.push([kind, rows[0]?.id ?? '']);
  }
  return Object.fromEntries(ids) as Record<RecordKind, string>;
}

async function pathsOfPages(): Promise<string[]> {
  const records = await recordIds();
  const { rows } = await client.query<{ token: string }>(`SELECT l."publicToken" AS "token" FROM "Lead" l JOIN "Organization" o ON o."id" = l."organizationId" WHERE o."slug" = 'demo' LIMIT 3`);
  const staff = Object.entries(PAGES).flatMap(([place, need]) => {
    if (need?.isStream) return [];
    const id = need?.record && records[need.record];
    if (place.includes(':id') && (!id || place.indexOf(':id') !== place.lastIndexOf(':id'))) return [];
    const query = need?.query?.replace(/:(\w+)/g, (_match, kind: RecordKind) => records[kind]) ?? '';
    return [`/o/demo${place.replace(':id', id ?? '')}${query && `?${query}`}`];
  });
  return ['/', '/r/demo/privacy', '/organizations', '/profile', ...rows.map(({ token }) => `/t/${token}`), ...staff];
}
