import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { arriveLead, HOTTEST } from './new-lead';
import { openForm, sendForm } from './send-request';

const list = '/o/demo/leads';
const rows = (page: Page) => page.locator('[data-row="lead"]');
const rowOf = (page: Page, name: string) => rows(page).filter({ hasText: name });

async function openCard(page: Page, lastName: string) {
  await page.goto(`${list}?q=${lastName}&state=all`);
  await rowOf(page, lastName).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(lastName);
}

test.describe('the list of requests', () => {
  test('ranks by temperature and opens the card', async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(list);
    const scores = await rows(page).evaluateAll((found) => found.map((row) => Number((row as HTMLElement).dataset.score)));
    expect(scores.length).toBe(50);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    await expect(page.getByRole('columnheader', { name: 'Температура' })).toHaveAttribute('aria-sort', 'descending');
    const name = await rows(page).first().getByRole('link').innerText();
    await rows(page).first().getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.getByRole('link', { name: 'Следующая заявка' }).click();
    await expect(page.getByRole('link', { name: 'Предыдущая заявка' })).toBeVisible();
  });

  test('turns pages both ways, and a made-up place is the first page', async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(`${list}?state=all`);
    const first = await rows(page).first().getAttribute('data-id');
    await page.getByRole('link', { name: 'Дальше' }).click();
    await expect(rows(page).first()).not.toHaveAttribute('data-id', first ?? '');
    await page.getByRole('link', { name: 'Назад' }).click();
    await expect(rows(page).first()).toHaveAttribute('data-id', first ?? '');
    for (const cursor of ['zzz', '%00', 'W10', 'WzAsMSwyLDNd']) {
      await page.goto(`${list}?state=all&after=${cursor}`);
      await expect(rows(page).first()).toHaveAttribute('data-id', first ?? '');
    }
  });

  test('says in words what it is filtered by and drops one condition at a time', async ({ page, signIn }) => {
    await signIn('manager');
    await page.goto(list);
    await page.locator('summary', { hasText: 'Фильтры' }).click();
    await page.getByLabel('Горячая').check();
    await page.getByLabel('Когда поступила').selectOption('30d');
    await page.getByRole('button', { name: 'Показать' }).click();
    await expect(page).toHaveURL(/priority=high/);
    await expect(rows(page).first()).toHaveAttribute('data-priority', 'high');
    expect(await rows(page).evaluateAll((found) => found.every((row) => (row as HTMLElement).dataset.priority === 'high'))).toBe(true);
    await page.getByRole('link', { name: 'Убрать: горячие' }).click();
    await expect(page).not.toHaveURL(/priority/);
    await expect(page).toHaveURL(/period=30d/);
    await page.getByRole('link', { name: 'Сбросить всё' }).click();
    await expect(page).toHaveURL(new RegExp(`${list}$`));
  });

  test('offers to clear a filter that nothing fits', async ({ page, signIn }) => {
    await signIn('viewer');
    await page.goto(`${list}?q=нет-такого-имени`);
    await expect(page.getByText('Таких заявок нет')).toBeVisible();
    await page.getByRole('link', { name: 'Сбросить отбор' }).click();
    await expect(rows(page).first()).toBeVisible();
  });

  test('says why a score is what it is, on focus', async ({ page, signIn }) => {
    await signIn('sales');
    await page.goto(list);
    await rows(page).first().getByRole('button').focus();
    await expect(page.getByRole('tooltip')).toContainText(/Бюджет \d+ \+ размер \d+ \+ срочность \d+/);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('tooltip')).toBeHidden();
  });

  test('rejects several with a reason and takes it back', async ({ page, signIn, baseURL }) => {
    const [one, two] = await Promise.all([arriveLead(baseURL ?? ''), arriveLead(baseURL ?? '')]);
    await signIn('manager');
    await page.goto(`${list}?sort=newest`);
    for (const { lastName } of [one, two]) await rowOf(page, lastName).getByRole('checkbox').check();
    await expect(page.getByText('Выбрано: 2')).toBeVisible();
    const bar = page.getByRole('form', { name: 'Действия с выбранными' });
    await bar.locator('summary').click();
    await bar.getByLabel('Почему отклоняем').fill('Не работаем в этом районе');
    await bar.getByRole('button', { name: 'Отклонить', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Отклонены 2 заявки.' })).toBeVisible();
    await expect(rowOf(page, one.lastName)).toHaveCount(0);
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await expect(page.getByText('2 заявки снова как были.')).toBeVisible();
    await expect(rowOf(page, one.lastName)).toBeVisible();
    await expect(rowOf(page, two.lastName)).toBeVisible();
  });
});

test.describe('roles', () => {
  test('a viewer looks and finds nothing to press', async ({ page, signIn }) => {
    await signIn('viewer');
    await page.goto(list);
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByRole('checkbox', { name: /Выбрать/ })).toHaveCount(0);
    await rows(page).first().getByRole('link').click();
    await expect(page.getByRole('heading', { name: 'История' })).toBeVisible();
    for (const name of ['Взять в работу', 'Это спам', 'Назначить', 'Записать']) await expect(page.getByRole('button', { name })).toHaveCount(0);
    const refused = await page.request.post(page.url(), { form: { intent: 'activity-log', kind: 'NOTE', body: 'x' } });
    expect(refused.status()).toBe(403);
    expect((await page.request.post(list, { form: { intent: 'spam', ids: '' } })).status()).toBe(403);
  });

  test.describe(() => {
    test.use({ expectedConsoleErrors: [/403/] });
    test('an operator has no requests', async ({ page, signIn }) => {
      await signIn('operator');
      expect((await page.goto(list))?.status()).toBe(403);
      expect((await page.request.get('/resources/o/demo/lead-events')).status()).toBe(403);
    });
  });

  for (const role of ['admin', 'manager', 'sales'] as const) {
    test(`${role} sees the list`, async ({ page, signIn }) => {
      await signIn(role);
      expect((await page.goto(list))?.status()).toBe(200);
      await expect(rows(page)).toHaveCount(50);
    });
  }
});

test.describe('the card', () => {
  test.describe(() => {
    test.use({ expectedConsoleErrors: [/422/] });
    test('takes a request up, logs a call, overrides the score and takes that back', async ({ page, signIn, baseURL }) => {
      const { lastName } = await arriveLead(baseURL ?? '', { phone: '8 926 123-45-67', comments: 'Нужно срочно' });
      await signIn('owner');
      await openCard(page, lastName);
      await expect(page.getByRole('link', { name: '+7 926 123-45-67' })).toHaveAttribute('href', 'tel:+79261234567');
      await expect(page.getByText('В комментарии просят срочно')).toBeVisible();

      await page.getByText('Звонок', { exact: true }).first().click();
      await page.getByLabel('О чём').fill('Договорились о выезде');
      await page.getByLabel('Минут').fill('7');
      await page.getByRole('button', { name: 'Записать' }).click();
      await expect(page.locator('[data-row="activity"][data-kind="CALL"]')).toContainText('Договорились о выезде');
      await expect(page.locator('.lead-clock')).toHaveText('Отвечено');

      await page.getByRole('button', { name: 'Взять в работу' }).click();
      await expect(page.locator('[data-row="activity"]').first()).toContainText('Новая → В работе');
      await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
      await expect(page.locator('[data-row="activity"]').first()).toContainText('Отменено: снова «Новая»');

      await page.locator('summary', { hasText: 'Изменить оценку' }).click();
      await page.getByLabel('Оценка').fill('101');
      await page.getByRole('button', { name: 'Сохранить оценку' }).click();
      await expect(page.getByText('Целое число от 0 до 100.')).toBeVisible();
      await page.getByLabel('Оценка').fill('95');
      await page.getByRole('textbox', { name: 'Почему', exact: true }).fill('Постоянный клиент');
      await page.getByRole('button', { name: 'Сохранить оценку' }).click();
      await expect(page.getByRole('heading', { name: 'Почему 95' })).toBeVisible();
      await expect(page.getByText(/Вручную 95 вместо \d+: Постоянный клиент/)).toBeVisible();
      await page.getByRole('button', { name: 'Вернуть оценку по правилам' }).click();
      await expect(page.getByRole('heading', { name: 'Почему 95' })).toHaveCount(0);
    });
  });

  test.describe(() => {
    test.use({ expectedConsoleErrors: [/409/] });
    test('shows what somebody else did meanwhile', async ({ page, signIn, baseURL, context }) => {
      const { lastName } = await arriveLead(baseURL ?? '');
      await signIn('manager');
      await openCard(page, lastName);
      const other = await context.newPage();
      await other.goto(page.url());
      await other.getByRole('button', { name: 'Взять в работу' }).click();
      await expect(other.getByText('Заявка в работе.')).toBeVisible();
      await page.getByRole('button', { name: 'Это спам' }).click();
      await expect(page.getByRole('alert')).toContainText('Сейчас: В работе');
      await expect(page.getByRole('alert')).toContainText('Вы хотели: состояние «Спам»');
      const answer = await page.request.post(page.url(), { form: { intent: 'state', to: 'IN_PROGRESS', version: '2' } });
      expect(answer.status()).toBe(409);
      expect(await answer.text()).toContain('Можно: Отклонена, Спам');
    });
  });

  test.describe(() => {
    test.use({ expectedConsoleErrors: [/404/] });
    test('does not exist for an unknown id', async ({ page, signIn }) => {
      await signIn('owner');
      for (const id of ['0198d2a4-7c1e-7e55-8a5c-0123456789ab', 'x', "1' OR 1=1"]) {
        expect((await page.goto(`${list}/${encodeURIComponent(id)}`))?.status()).toBe(404);
      }
    });
  });
});

test('a request that was sent too fast waits in quarantine until it is released', async ({ page, signIn, baseURL }) => {
  const lastName = `Быстрова-${Date.now()}`;
  await sendForm(await openForm(`${baseURL}/`), { lastName, email: `${lastName.length}${Date.now()}@example.test` });
  await signIn('admin');
  await page.goto(`${list}?q=${lastName}&state=all`);
  await expect(page.getByText('Таких заявок нет')).toBeVisible();
  await page.goto(`${list}/quarantine`);
  await expect(rowOf(page, lastName)).toContainText('быстрее, чем за 3 секунды');
  await rowOf(page, lastName).getByRole('button', { name: /Отпустить/ }).click();
  await expect(rowOf(page, lastName)).toHaveCount(0);
  await page.goto(`${list}?q=${lastName}`);
  await expect(rowOf(page, lastName)).toBeVisible();
});

test('the outbox says plainly that no mail server is configured and keeps every mail', async ({ page, signIn, baseURL }) => {
  const { lastName } = await arriveLead(baseURL ?? '', HOTTEST);
  await signIn('owner');
  await page.goto('/o/demo/settings/outbox');
  await expect(page.getByText('Почтовый сервер не настроен')).toBeVisible();
  const mail = page.locator('[data-row="mail"]').filter({ hasText: lastName }).first();
  // a job writes it
  await expect(async () => {
    await page.reload();
    await expect(mail).toContainText('Горячая заявка, 100', { timeout: 1_000 });
  }).toPass();
  await mail.locator('summary').click();
  await expect(mail.getByText('Открыть заявку')).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`list, card, quarantine and outbox are accessible in the ${theme} theme`, async ({ page, signIn }) => {
    await page.emulateMedia({ colorScheme: theme });
    await signIn('owner');
    await page.goto(list);
    const href = await rows(page).first().getByRole('link').getAttribute('href');
    for (const path of [list, href ?? '', `${list}/quarantine`, '/o/demo/settings/outbox']) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });
}
