import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openForm, sendForm } from '../e2e/send-request';
import { removeCluster, startCluster, type Cluster } from '../scripts/lib/cluster.mjs';
import type { BenchOptions } from './lib/arguments';
import { milliseconds, percentile, report } from './lib/report';

const VISITORS = 6;
const PROGRAMS = 2;
const SHORTEST_SECONDS = 40;
const PAUSE_AFTER_REFUSAL_MS = 250;

/** What is known of everything that was asked. */
interface Ledger {
  /** Requests by status; 0 had no answer at all. */
  byStatus: Map<number, number>;
  goodMs: number[];
  /** E-mails of forms that were acknowledged. */
  forms: string[];
  /** Names of contacts whose creation was acknowledged, perhaps after repeating it with the same key. */
  contacts: string[];
}

/**
 * The whole set-up of compose.yaml under load, while an instance is killed, another one restarted, then the database, then
 * Redis goes for good: was anything lost or done twice that had been acknowledged, and was anything but 503 answered with 5xx?
 */
export async function benchCluster({ seconds }: BenchOptions): Promise<void> {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the certificate is the cluster's own
  const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-bench-cluster-'));
  const cluster = await startCluster({ folder, env: { DEMO: '1', FORM_LIMIT_PER_MINUTE: '1000000', API_LIMIT_PER_MINUTE: '1000000', SIGN_IN_LIMIT_PER_MINUTE: '1000000', LOG_LEVEL: 'fatal' } });
  try {
    const span = Math.max(seconds, SHORTEST_SECONDS) * 1_000;
    const ledger: Ledger = { byStatus: new Map(), goodMs: [], forms: [], contacts: [] };
    const end = performance.now() + span;
    const token = await signIn(cluster.url);
    await Promise.all([
      makeTrouble(cluster, span),
      ...Array.from({ length: VISITORS }, (_, index) => visit({ url: cluster.url, ledger, end, name: `visitor-${index}` })),
      ...Array.from({ length: PROGRAMS }, (_, index) => createContacts({ url: cluster.url, ledger, end, token, name: `program-${index}` })),
    ]);
    const { lostForms, lostContacts, twice } = await compare(cluster.databaseUrl, ledger);
    const count = [...ledger.byStatus.values()].reduce((sum, value) => sum + value, 0);
    const wrong = [...ledger.byStatus].reduce((sum, [status, value]) => (status === 0 || (status >= 500 && status !== 503) ? sum + value : sum), 0);
    const sorted = ledger.goodMs.sort((a, b) => a - b);
    report(
      'cluster',
      [
        { what: 'seconds under load', value: span / 1_000 },
        { what: 'requests', value: count },
        { what: 'answers by status', value: [...ledger.byStatus].sort(([a], [b]) => a - b).map(([status, value]) => `${status}: ${value}`).join(', ') },
        { what: 'p50 / p99 of good answers', value: `${milliseconds(percentile(sorted, 0.5))} / ${milliseconds(percentile(sorted, 0.99))} ms` },
        { what: 'forms acknowledged', value: ledger.forms.length },
        { what: 'contacts acknowledged', value: ledger.contacts.length },
      ],
      [
        { figure: 'acknowledged changes that were lost', value: String(lostForms + lostContacts), isHeld: lostForms + lostContacts === 0 },
        { figure: 'contacts that were made twice', value: String(twice), isHeld: twice === 0 },
        { figure: 'answers of 5xx other than 503, or none at all', value: String(wrong), isHeld: wrong === 0 },
      ],
    );
  } finally {
    await cluster.stop();
    removeCluster(folder);
  }
}

/** A kill, an orderly restart, a restart of the database, the end of Redis: each while the others go on. */
async function makeTrouble({ instances, restartDatabase, killRedis }: Cluster, span: number): Promise<void> {
  const [first, second] = instances.web;
  await pause(span * 0.1);
  await first.kill();
  await pause(span * 0.1);
  await first.start();
  await pause(span * 0.1);
  await second.stop();
  await second.start();
  await pause(span * 0.1);
  await restartDatabase();
  await pause(span * 0.15);
  await killRedis();
}

interface Worker {
  url: string;
  ledger: Ledger;
  /** Until when, in performance.now(). */
  end: number;
  name: string;
}

/** Opens the form and sends it, again and again. */
async function visit({ url, ledger, end, name }: Worker): Promise<void> {
  for (let turn = 0; performance.now() < end; turn += 1) {
    const email = `${name}-${turn}@example.test`;
    const page = await openForm(`${url}/`).catch(() => null);
    if (!page?.hidden.token) {
      await pause(PAUSE_AFTER_REFUSAL_MS);
      continue;
    }
    const status = await measure(ledger, () => sendForm(page, { email }));
    if (status === 303) ledger.forms.push(email);
  }
}

/** Creates contacts as a careful program does: what was not answered well is repeated with the same key. */
async function createContacts({ url, ledger, end, name, token }: Worker & { token: string }): Promise<void> {
  for (let turn = 0; performance.now() < end; turn += 1) {
    const contact = `${name} ${turn} ${randomUUID()}`;
    const headers = { Authorization: `Bearer ${token}`, 'X-Organization': 'demo', 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    const body = JSON.stringify({ kind: 'PERSON', name: contact });
    while (performance.now() < end) {
      const status = await measure(ledger, () => fetch(`${url}/api/v1/contacts`, { method: 'POST', headers, body }));
      if (status === 201) ledger.contacts.push(contact);
      if (status === 201) break;
      await pause(PAUSE_AFTER_REFUSAL_MS);
    }
  }
}

async function measure(ledger: Ledger, ask: () => Promise<Response>): Promise<number> {
  const from = performance.now();
  const response = await ask().catch(() => null);
  await response?.arrayBuffer().catch(() => undefined);
  const status = response?.status ?? 0;
  ledger.byStatus.set(status, (ledger.byStatus.get(status) ?? 0) + 1);
  if (status > 0 && status < 400) ledger.goodMs.push(performance.now() - from);
  return status;
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login: 'owner@demo.test', password: 'demo-password' }) });
  if (!response.ok) throw new Error(`signing in answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { accessToken: string }).accessToken;
}

/** What was acknowledged against what the database holds. */
async function compare(databaseUrl: string, { forms, contacts }: Ledger): Promise<{ lostForms: number; lostContacts: number; twice: number }> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const leads = await client.query<{ email: string }>('SELECT DISTINCT "email" FROM "Lead" WHERE "email" = ANY($1)', [forms]);
    const made = await client.query<{ name: string; count: number }>('SELECT "name", count(*)::int AS "count" FROM "Contact" WHERE "name" = ANY($1) GROUP BY "name"', [contacts]);
    return {
      lostForms: forms.length - leads.rows.length,
      lostContacts: contacts.length - made.rows.length,
      twice: made.rows.filter(({ count }) => count > 1).length,
    };
  } finally {
    await client.end();
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
