import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { guardForms } from './form-guard';

const app = new Hono();
app.use(guardForms((request) => new URL(request.url).pathname === '/own'));
app.all('*', async (c) => c.json(c.req.method === 'GET' ? {} : Object.fromEntries(await c.req.raw.formData())));

const send = (body: BodyInit | undefined, type?: string, path = '/') =>
  app.request(path, { method: 'POST', ...(body === undefined ? {} : { body }), ...(type ? { headers: { 'Content-Type': type } } : {}) });

describe('guardForms', () => {
  it('hands a form on as it was', async () => {
    expect(await (await send('a=1&days%5B0%5D.from=9', 'application/x-www-form-urlencoded')).json()).toEqual({ a: '1', 'days[0].from': '9' });
    const form = new FormData();
    form.set('a', 'я');
    expect(await (await send(form)).json()).toEqual({ a: 'я' });
  });

  it('takes a post without a body for an empty form', async () => {
    const answer = await send(undefined);
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
  });

  it.each([
    ['JSON', '{}', 'application/json', 415],
    ['text', 'a', 'text/plain', 415],
    ['multipart without a boundary', 'a', 'multipart/form-data', 400],
    ['multipart cut off', '--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n', 'multipart/form-data; boundary=X', 400],
    ['a list that would take all memory', 'email[99999999]=1', 'application/x-www-form-urlencoded', 400],
  ])('refuses %s', async (_name, body, type, status) => {
    expect((await send(body, type)).status).toBe(status);
  });

  it('leaves reading and those who read themselves alone', async () => {
    expect((await app.request('/')).status).toBe(200);
    expect((await send('email[99999999]=1', 'application/x-www-form-urlencoded', '/own')).status).toBe(200);
  });
});
