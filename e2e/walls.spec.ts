import { expect, test } from './fixtures';

// Pages and forms of every role against both organisations: permissions.spec.ts

test('a record of another organisation is not there, neither by page nor by file', async ({ request }) => {
  await request.post('/login', { form: { email: 'second@demo.test', password: 'demo-password' } });
  const list = await (await request.get('/o/vtoroy-uchastok/leads?state=all')).text();
  const id = /data-row="lead" data-id="([^"]+)"/.exec(list)?.[1];
  expect(id).toBeTruthy();
  const card = await request.get(`/o/vtoroy-uchastok/leads/${id}`);
  expect(card.status()).toBe(200);
  const file = /\/o\/vtoroy-uchastok\/files\/([0-9a-f-]{36})/.exec(await card.text())?.[1];

  await request.post('/login', { form: { email: 'owner@demo.test', password: 'demo-password' } });
  expect((await request.get(`/o/demo/leads/${id}`)).status()).toBe(404);
  if (file) expect((await request.get(`/o/demo/files/${file}`)).status()).toBe(404);
  for (const intent of ['assign', 'state', 'activity-log', 'override']) {
    const answer = await request.post(`/o/demo/leads/${id}`, { form: { intent, version: '1', state: 'SPAM', body: 'x', reason: 'x', score: '1' } });
    expect([400, 404, 422], `${intent} on a foreign request`).toContain(answer.status());
  }
});
