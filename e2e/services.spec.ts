import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const name = () => `Услуга ${Date.now()}-${Math.floor(Math.random() * 1e6)}`;

test('a service is added, changed, moved, hidden and deleted, and the form follows at once', async ({ page, request, signIn }) => {
  const service = name();
  const offered = async () => (await (await request.get('/')).text()).includes(service);
  await signIn('owner');
  await page.goto('/o/demo/services');
  await page.getByRole('link', { name: 'Новая услуга' }).click();
  await page.getByRole('textbox', { name: 'Название' }).fill(service);
  await page.getByRole('button', { name: 'Добавить услугу' }).click();
  await expect(page.getByText(`Услуга «${service}» добавлена.`)).toBeVisible();
  expect(await offered()).toBe(true);

  const row = page.getByRole('row').filter({ hasText: service });
  await row.getByRole('switch', { name: `В форме: ${service}` }).click();
  await expect(row.getByRole('switch')).toHaveAttribute('aria-checked', 'false');
  expect(await offered()).toBe(false);
  await row.getByRole('switch').click();
  await expect(row.getByRole('switch')).toHaveAttribute('aria-checked', 'true');

  await row.getByRole('link', { name: `Изменить: ${service}` }).click();
  const form = page.getByRole('row').filter({ has: page.getByRole('textbox', { name: 'Название' }) });
  await form.getByRole('textbox', { name: 'Пояснение для посетителя' }).fill('Пояснение 🔧 <b>не жирное</b>');
  await form.getByRole('button', { name: 'Сохранить' }).click();
  await expect(row.getByText('Пояснение 🔧 <b>не жирное</b>')).toBeVisible();

  const order = () => page.locator('[data-row="service"]').evaluateAll((rows) => rows.map((each) => each.getAttribute('data-id')));
  const id = await row.getAttribute('data-id');
  const before = (await order()).indexOf(id);
  await row.getByRole('button', { name: `Выше: ${service}` }).click();
  await expect.poll(async () => (await order()).indexOf(id)).toBeLessThan(before);

  await row.getByLabel(`Действия: ${service}`).click();
  await row.getByText('Удалить…').click();
  await row.getByRole('button', { name: 'Удалить' }).click();
  await expect(page.getByText(`Услуга «${service}» удалена.`)).toBeVisible();
  expect(await offered()).toBe(false);
});

test('a service is dragged to its place with the mouse', async ({ page, signIn }) => {
  const service = name();
  await signIn('owner');
  await page.goto('/o/demo/services?new');
  await page.getByRole('textbox', { name: 'Название' }).fill(service);
  await page.getByRole('checkbox', { name: 'Предлагать в форме заявки' }).uncheck();
  await page.getByRole('button', { name: 'Добавить услугу' }).click();
  const rows = page.locator('[data-row="service"]');
  const row = rows.filter({ hasText: service });
  await expect(row).toBeVisible();
  // a neighbour that is in sight together with the last row, however many services there are
  const [id, neighbour] = [await row.getAttribute('data-id'), await rows.nth((await rows.count()) - 4).getAttribute('data-id')];
  const before = async () => {
    const order = await rows.evaluateAll((all) => all.map((each) => each.getAttribute('data-id')));
    return order.indexOf(neighbour) - order.indexOf(id);
  };
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await row.getByTitle('Перетащите, чтобы изменить порядок').dragTo(page.locator(`[data-id="${neighbour}"]`));
  await expect.poll(before).toBe(1);
  await saved;
  await page.reload();
  expect(await before()).toBe(1);
  await deleteService(page, id);
});

/** Leaves the list as it was. */
async function deleteService(page: Page, id: string | null) {
  await page.request.post('/o/demo/services', { form: { intent: 'delete', id: id ?? '' } });
}

test.describe('refused', () => {
  test.use({ expectedConsoleErrors: [/status of (400|409)/] });

  test('a service with requests is switched off instead of being deleted', async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto('/o/demo/services');
    const row = page.getByRole('row').filter({ hasText: 'Прокладка инженерных сетей' });
    await row.getByLabel(/^Действия:/).click();
    await row.getByText('Удалить…').click();
    await row.getByRole('button', { name: 'Удалить' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('Услугу «Прокладка инженерных сетей» удалить нельзя');
    await expect(alert.getByRole('button', { name: 'Выключить вместо удаления' })).toBeVisible();
    await expect(row).toBeVisible();
  });

  test('two edits: the second sees what the first saved, beside what was typed', async ({ page, context, signIn }) => {
    const service = name();
    await signIn('owner');
    await page.goto('/o/demo/services?new');
    await page.getByRole('textbox', { name: 'Название' }).fill(service);
    await page.getByRole('checkbox', { name: 'Предлагать в форме заявки' }).uncheck();
    await page.getByRole('button', { name: 'Добавить услугу' }).click();
    const row = page.getByRole('row').filter({ hasText: service });
    const id = (await row.getAttribute('data-id')) ?? '';
    await row.getByRole('link', { name: service, exact: true }).click();
    const field = page.getByRole('textbox', { name: 'Название' });
    await expect(field).toHaveValue(service);
    await context.request.post('/o/demo/services', { form: { intent: 'update', id, version: '1', name: `${service} чужая` } });
    await field.fill(`${service} моя`);
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByText('Пока вы редактировали, услугу изменил кто-то ещё')).toBeVisible();
    await expect(page.getByText(`${service} чужая`)).toBeVisible();
    await expect(field).toHaveValue(`${service} моя`);
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByRole('row').filter({ hasText: `${service} моя` })).toBeVisible();
    await deleteService(page, id);
  });

  test('wrong input keeps what was typed, and unknown posts are refused', async ({ page, signIn }) => {
    await signIn('manager');
    await page.goto('/o/demo/services');
    for (const fields of [{ name: '' }, { name: '   ' }, { name: 'x'.repeat(201) }, { name: '\u0000\u202e' }]) {
      const answer = await page.request.post('/o/demo/services', { form: { intent: 'create', ...fields } });
      expect(answer.status(), JSON.stringify(fields).slice(0, 40)).toBe(400);
    }
    expect((await page.request.post('/o/demo/services', { form: { intent: 'constructor' } })).status()).toBe(400);
    expect((await page.request.post('/o/demo/services', { form: { intent: 'move', id: 'x', direction: 'up' } })).status()).toBe(400);
    const foreign = '0190a0a0-0000-7000-8000-000000000001';
    expect((await page.request.post('/o/demo/services', { form: { intent: 'offer', id: foreign, value: 'on' } })).status()).toBe(404);
    expect((await page.request.post('/o/demo/services', { form: { intent: 'delete', id: foreign } })).status()).toBe(403);
  });
});

test('a viewer reads the list and can change nothing', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto('/o/demo/services');
  await expect(page.getByRole('table', { name: /Услуги в том порядке/ })).toBeVisible();
  await expect(page.getByRole('switch')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Новая услуга' })).toHaveCount(0);
  for (const intent of ['create', 'update', 'offer', 'activate', 'move', 'delete']) {
    expect((await page.request.post('/o/demo/services', { form: { intent, name: 'x' } })).status(), intent).toBe(403);
  }
});

test('the number of requests is the number of rows behind it', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/services');
  const link = page.getByRole('row').filter({ hasText: 'Бурение под столбы и опоры' }).locator('a:has([data-metric="service-leads"]), a[data-metric="service-leads"]');
  const count = Number(await link.getAttribute('data-value'));
  await link.click();
  await expect(page).toHaveURL(/\/leads\?/);
  await expect(page.locator('[data-row="lead"]')).toHaveCount(Math.min(50, count));
});

test('the page passes axe in light and dark', async ({ page, signIn }) => {
  await signIn('owner');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('/o/demo/services?new');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});
