import { test as base, expect } from '@playwright/test';
import path from 'node:path';
import { startEmbeddedPostgres } from '../app/platform/db/embedded-postgres.mjs';
import { startServer, temporaryDataDir } from './running-server';
import { openForm, sendForm } from './send-request';

const test = base;
test.describe.configure({ timeout: 120_000 });

test('every request answered as sent survives a killed server', async () => {
  const DATA_DIR = temporaryDataDir();
  const first = await startServer({ DATA_DIR, DEMO: '1' });
  const answered: string[] = [];
  const sendOne = async (index: number) => {
    const response = await sendForm(await openForm(`${first.url}/`), { email: `visitor${index}@example.test` });
    const location = response.headers.get('location');
    if (response.status === 303 && location) answered.push(location);
  };
  const sends: Promise<void>[] = [];
  for (let index = 0; index < 40; index += 1) {
    sends.push(sendOne(index).catch(() => undefined));
    if (index % 4 === 3) await Promise.race(sends.slice(-4));
    if (index === 30) {
      await sends[8];
      await first.kill();
    }
  }
  await Promise.all(sends);
  expect(answered.length).toBeGreaterThan(5);

  const second = await startServer({ DATA_DIR, DEMO: '1' });
  try {
    for (const location of answered) expect((await fetch(second.url + location)).status, location).toBe(200);
  } finally {
    await second.stop();
  }
});

test('a database that goes away gives 503 and comes back without a restart', async () => {
  const folder = path.join(temporaryDataDir(), 'postgres');
  let database = await startEmbeddedPostgres({ dataDir: folder });
  const server = await startServer({ DATABASE_URL: database.url, DEMO: '1' });
  try {
    expect((await fetch(`${server.url}/`)).status).toBe(200);
    await database.stop();

    await expect.poll(async () => (await fetch(`${server.url}/ready`)).status, { timeout: 15_000 }).toBe(503);
    const page = await fetch(`${server.url}/`, { headers: { 'Accept-Language': 'en' } });
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await page.text()).toContain('The service is away for a moment');
    expect((await fetch(`${server.url}/health`)).status).toBe(200);

    database = await startEmbeddedPostgres({ dataDir: folder });
    await expect.poll(async () => (await fetch(`${server.url}/ready`)).status, { timeout: 20_000 }).toBe(200);
    expect((await fetch(`${server.url}/`)).status).toBe(200);
    expect((await sendForm(await openForm(`${server.url}/`))).status).toBe(303);
  } finally {
    await server.stop();
    await database.stop();
  }
});

test('a stopped server drains and ends without an error', async () => {
  const server = await startServer({ DEMO: '1' });
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
});

test('a wrong setting stops the start with a sentence that names it', async () => {
  await expect(startServer({ PORT: 'many' })).rejects.toThrow(/The environment is not usable: PORT/);
});
