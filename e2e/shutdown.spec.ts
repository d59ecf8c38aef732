import { test as base, expect } from '@playwright/test';
import { connect, type Socket } from 'node:net';
import { startServer, temporaryDataDir, type RunningServer } from './running-server';
import { openForm, sendForm } from './send-request';

const test = base;
test.describe.configure({ timeout: 240_000 });

/** A connection of bare bytes; `text` is what has come, `ended` resolves when the server closes it. */
async function openSocket({ url }: RunningServer) {
  const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1');
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return { socket, ended, text: () => received };
}

test('a request in flight is answered after SIGTERM, /ready says so before, and nothing acknowledged is lost', async () => {
  const DATA_DIR = temporaryDataDir();
  const server = await startServer({ DATA_DIR, DEMO: '1', SHUTDOWN_DELAY_SECONDS: '3' });
  const ended = new Promise<number | null>((resolve) => server.process.once('exit', resolve));

  const body = new URLSearchParams({ email: 'nobody@example.com', password: 'not this one' }).toString();
  const slow = await openSocket(server);
  slow.socket.write(`POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`);
  const acknowledged: string[] = [];
  let isEnding = false;
  const visitor = async (name: string) => {
    for (let index = 0; !isEnding; index++) {
      const sent = await openForm(`${server.url}/`).then((form) => sendForm(form, { email: `${name}-${index}@example.test` })).catch(() => null);
      if (!sent) return;
      expect([303, 503]).toContain(sent.status);
      const location = sent.headers.get('location');
      if (sent.status === 303 && location) acknowledged.push(location);
    }
  };
  const visitors = ['anna', 'boris', 'vera'].map(visitor);
  await expect.poll(() => acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(2);

  server.process.kill('SIGTERM');
  await expect.poll(async () => (await fetch(`${server.url}/ready`)).status).toBe(503);
  const last = await fetch(`${server.url}/health`);
  expect([last.status, last.headers.get('connection')]).toEqual([200, 'close']);
  // the server takes nothing new any more, and has answered neither yet
  await expect.poll(() => fetch(`${server.url}/health`).then(() => true, () => false), { timeout: 30_000 }).toBe(false);
  isEnding = true;
  await Promise.all(visitors);
  expect(slow.text()).toBe('');
  slow.socket.write(body.slice(10));
  await slow.ended;
  expect(slow.text()).toMatch(/^HTTP\/1.1 400 /);
  expect(slow.text()).toMatch(/connection: close/i);
  expect(await ended).toBe(0);

  const again = await startServer({ DATA_DIR, DEMO: '1' });
  try {
    for (const location of acknowledged) expect((await fetch(again.url + location)).status, location).toBe(200);
  } finally {
    await again.stop();
  }
});

test('a request that never ends is cut off in time, and a second signal ends at once', async () => {
  const patient = await startServer({ SHUTDOWN_SECONDS: '1' });
  const endless = await openSocket(patient);
  endless.socket.write('POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\na');
  await expect.poll(async () => (await fetch(`${patient.url}/health`)).status).toBe(200);
  const began = performance.now();
  expect(await patient.stop()).toBe(0);
  expect(performance.now() - began).toBeLessThan(30_000);

  const hurried = await startServer({ SHUTDOWN_DELAY_SECONDS: '60' });
  const code = new Promise<number | null>((resolve) => hurried.process.once('exit', resolve));
  hurried.process.kill('SIGTERM');
  await expect.poll(async () => (await fetch(`${hurried.url}/ready`)).status).toBe(503);
  hurried.process.kill('SIGTERM');
  expect(await code).toBe(1);
});
