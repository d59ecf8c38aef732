import { Hono } from 'hono';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { limitAnswerTime, limitBodyTime } from './limit-time';
import { listen, type HttpServer } from './listen.server';
import { limitBody } from './security';

const servers: HttpServer[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  sockets.splice(0).forEach((socket) => socket.destroy());
  await Promise.all(servers.splice(0).map((server) => server.close(0)));
});

/** A server as the application's is, with times that a test can wait for. */
async function start() {
  const app = new Hono();
  app.use(limitBodyTime((request) => request.url.endsWith('/upload'), 400));
  app.use(limitAnswerTime((c) => c.text('late', 503, { 'Retry-After': '5' }), 300));
  app.use(limitBody(() => 1_000));
  app.post('/form', async (c) => c.text(`${(await c.req.text()).length}`));
  app.post('/upload', async (c) => c.text(`${(await c.req.text()).length}`));
  app.get('/slow', async (c) => {
    await wait(800);
    return c.text('slow');
  });
  app.post('/change', async (c) => {
    await wait(500);
    return c.text('done');
  });
  const server = await listen({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', limits: { headersTimeout: 600, requestTimeout: 1_500, connectionsCheckingInterval: 50 } });
  servers.push(server);
  return server;
}

/** A connection of bare bytes. `ended` tells everything that came until the other side closed. */
async function open(port: number) {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(received)));
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return { socket, ended, received: () => received };
}

const head = (path: string, lines: string[]) => [`POST ${path} HTTP/1.1`, 'Host: x', ...lines, '', ''].join('\r\n');

describe('a connection', () => {
  it('that sends its headers in drops is ended', async () => {
    const { port } = await start();
    const { socket, ended } = await open(port);
    socket.write('GET /slow HTTP/1.1\r\n');
    const drops = setInterval(() => socket.write('X-Drop: 1\r\n'), 100);
    expect(await ended).toContain('408');
    clearInterval(drops);
  });

  it('that sends its body in drops is ended, an upload has longer', async () => {
    const { port } = await start();
    const form = await open(port);
    form.socket.write(`${head('/form', ['Content-Length: 100'])}a`);
    const upload = await open(port);
    upload.socket.write(`${head('/upload', ['Content-Length: 4', 'Connection: close'])}ab`);
    const started = performance.now();
    expect(await form.ended).toMatch(/^HTTP\/1.1 408 /);
    expect(performance.now() - started).toBeLessThan(1_400);
    upload.socket.write('cd');
    expect(await upload.ended).toMatch(/^HTTP\/1.1 200 [^]*4$/);
    const endless = await open(port);
    endless.socket.write(`${head('/upload', ['Content-Length: 100'])}a`);
    expect(await endless.ended).toContain('408');
  });

  it('with more headers than any of ours gets 431', async () => {
    const { port } = await start();
    const { socket, ended } = await open(port);
    socket.write(head('/form', [`X-Long: ${'x'.repeat(20_000)}`]));
    expect(await ended).toContain('431');
  });

  it.each([
    ['says that it is too long', ['Content-Length: 5000'], 'x'.repeat(5_000)],
    ['is too long without saying it', ['Transfer-Encoding: chunked'], `1388\r\n${'x'.repeat(5_000)}\r\n0\r\n\r\n`],
  ])('whose body %s gets 413', async (_name, lines, body) => {
    const { port } = await start();
    const { socket, ended } = await open(port);
    socket.write(head('/form', lines) + body);
    expect(await ended).toMatch(/^HTTP\/1.1 413 /);
  });
});

it('a page that takes too long is answered 503, a change is waited for', async () => {
  const { port } = await start();
  const [page, change] = await Promise.all([fetch(`http://127.0.0.1:${port}/slow`), fetch(`http://127.0.0.1:${port}/change`, { method: 'POST', body: '' })]);
  expect([page.status, page.headers.get('Retry-After'), await page.text()]).toEqual([503, '5', 'late']);
  expect([change.status, await change.text()]).toEqual([200, 'done']);
});

describe('the end', () => {
  it('waits for requests in flight, takes no new connection and leaves no idle one', async () => {
    const server = await start();
    const idle = await open(server.port);
    idle.socket.write('GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n');
    await vi.waitFor(() => expect(idle.received()).toContain('404'));
    const change = fetch(`http://127.0.0.1:${server.port}/change`, { method: 'POST', body: '' });
    await wait(100);
    const closing = server.close(5_000);
    await wait(50);
    await expect(fetch(`http://127.0.0.1:${server.port}/nothing`)).rejects.toThrow();
    expect(await (await change).text()).toBe('done');
    expect(await closing).toBe(true);
    await idle.ended;
  });

  it('cuts off what takes longer than it may', async () => {
    const server = await start();
    const change = fetch(`http://127.0.0.1:${server.port}/change`, { method: 'POST', body: '' }).catch(() => 'cut');
    await wait(100);
    expect(await server.close(100)).toBe(false);
    expect(await change).toBe('cut');
  });
});
