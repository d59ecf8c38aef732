import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A program that listens; `status` is what it answers. */
async function listen() {
  const received: Received[] = [];
  const receiver = { received, status: 200, url: '', close: () => {} };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(receiver.status).end('taken');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/teplo`;
  receiver.close = () => void server.close();
  return receiver;
}

test('an owner adds an address, tries it, sees what became of it and removes it', async ({ page, signIn }) => {
  const receiver = await listen();
  await signIn('owner');
  await page.goto('/o/demo/settings/webhooks');
  await page.getByRole('link', { name: 'Добавить адрес' }).click();
  await page.getByLabel('Адрес', { exact: false }).first().fill('ftp://example.ru');
  await page.getByRole('button', { name: 'Добавить', exact: true }).click();
  await expect(page.getByText('Нужен адрес, который начинается')).toBeVisible();
  await expect(page.getByText('Выберите хотя бы одно событие.')).toBeVisible();

  await page.getByLabel('Адрес', { exact: false }).first().fill(receiver.url);
  await page.locator('input[name="events"][value="deal.created"]').check();
  await page.getByRole('button', { name: 'Добавить', exact: true }).click();
  const secret = await page.locator('[data-secret]').innerText();
  expect(secret).toMatch(/^whsec_/);
  await page.getByRole('link', { name: receiver.url }).click();
  await expect(page.getByText(secret)).toHaveCount(0);

  await page.getByRole('button', { name: 'Проверить' }).click();
  await expect.poll(() => receiver.received.length).toBe(1);
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
  const timestamp = String(headers['teplo-webhook-timestamp']);
  expect(headers['teplo-webhook-signature']).toBe(`v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`);
  const delivery = page.locator('[data-row="webhook-delivery"]').first();
  await expect(async () => {
    await page.reload();
    await expect(delivery).toHaveAttribute('data-state', 'DELIVERED');
  }).toPass();
  await delivery.locator('summary').click();
  await expect(delivery.getByText('taken')).toBeVisible();

  await delivery.getByRole('button', { name: /ещё раз/ }).click();
  await expect.poll(() => receiver.received.length).toBe(2);
  expect(JSON.parse(receiver.received[1]?.body ?? '{}')).toMatchObject({ id: headers['teplo-webhook-id'], type: 'ping' });

  await page.getByRole('button', { name: 'Пауза' }).click();
  await expect(page.getByRole('button', { name: 'Возобновить' })).toBeVisible();
  await page.locator('summary', { hasText: 'Удалить адрес' }).click();
  await page.getByRole('button', { name: 'Удалить', exact: true }).click();
  await expect(page).toHaveURL(/settings\/webhooks$/);
  await expect(page.getByRole('link', { name: receiver.url })).toHaveCount(0);
  receiver.close();
});

test('who may not is not shown the way and not let in', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto('/o/demo/settings');
  await expect(page.getByRole('link', { name: 'Вебхуки' })).toHaveCount(0);
  expect((await page.request.get('/o/demo/settings/webhooks')).status()).toBe(403);
});
