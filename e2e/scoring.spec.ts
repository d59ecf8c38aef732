import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { SECOND, signInToSecond } from './second-organization';

const scoring = `${SECOND}/settings/scoring`;

test.describe.serial('the scoring rules', () => {
  test('are edited, their effect is shown, and publishing re-scores every request', async ({ page }) => {
    await signInToSecond(page);
    await page.goto(scoring);
    await page.getByRole('button', { name: 'Изменить правила' }).click();
    await expect(page.getByRole('heading', { name: /Черновик версии/ })).toBeVisible();
    await expect(page.getByText('Ничего не изменилось.')).toBeVisible();

    await page.getByRole('textbox', { name: 'если больше' }).fill('45');
    await page.getByRole('textbox', { name: 'если не меньше' }).fill('30');
    await page.getByRole('textbox', { name: 'меньше или не указан' }).fill('12');
    await page.getByRole('button', { name: 'Сохранить черновик' }).last().click();
    await expect(page.getByText('Черновик сохранён.')).toBeVisible();
    await expect(page.getByText('горячая — больше')).toBeVisible();
    const recoloured = Number(await page.locator('[data-metric="effect-recoloured"]').getAttribute('data-value'));
    expect(recoloured).toBeGreaterThan(0);
    const cells = await page.locator('[data-chart="scoring-effect"] td').evaluateAll((all) =>
      all.map((cell) => ({ from: cell.getAttribute('data-from'), to: cell.getAttribute('data-to') ?? '', count: Number(cell.textContent) })),
    );
    expect(cells.filter(({ from, to }) => from !== to).reduce((sum, { count }) => sum + count, 0)).toBe(recoloured);
    const becomeHot = cells.filter(({ to }) => to === 'high').reduce((sum, { count }) => sum + count, 0);

    await page.getByRole('button', { name: 'Опубликовать' }).click();
    await expect(page.getByRole('heading', { name: /Действует версия/ })).toBeVisible();
    await expect(page.locator('[data-run-state="DONE"]')).toBeVisible({ timeout: 20_000 });
    await page.goto(`${SECOND}/leads?state=all&priority=high`);
    await expect(page.locator('[data-row="lead"]')).toHaveCount(becomeHot);
  });

  test('keep every version readable, with what it changed', async ({ page }) => {
    await signInToSecond(page);
    await page.goto(scoring);
    const history = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Версии' }) });
    await expect(history.getByText('Виктор Панов').first()).toBeVisible();
    await expect(history.getByText('горячая — больше').first()).toBeVisible();
    await history.getByText('Вся версия 1', { exact: true }).click();
    await expect(history.getByText('Горячая больше 80')).toBeVisible();
  });

  test.describe('refuse', () => {
    test.use({ expectedConsoleErrors: [/status of (400|409)/] });

    test('wrong tables, with the message at the field and what was typed kept', async ({ page }) => {
      await signInToSecond(page);
      await page.goto(scoring);
      await page.getByRole('button', { name: 'Изменить правила' }).click();
      const first = page.getByRole('textbox', { name: 'Баллы, строка 1', exact: true });
      await first.fill('много');
      await page.getByRole('button', { name: 'Сохранить черновик' }).last().click();
      await expect(page.getByText('Введите число.')).toBeVisible();
      await expect(first).toHaveValue('много');
      await first.fill('99');
      await page.getByRole('button', { name: 'Сохранить черновик' }).last().click();
      await expect(page.getByText('Больше, чем можно дать за эту часть.')).toBeVisible();
    });

    test('the second of two edits, and show both', async ({ page, context }) => {
      await signInToSecond(page);
      await page.goto(`${scoring}/draft`);
      const other = await context.newPage();
      await other.goto(`${scoring}/draft`);
      await other.getByRole('textbox', { name: 'в комментарии «срочно»' }).fill('28');
      await other.getByRole('button', { name: 'Сохранить черновик' }).last().click();
      await expect(other.getByText('Черновик сохранён.')).toBeVisible();
      await other.close();

      await page.getByRole('textbox', { name: 'в комментарии «срочно»' }).fill('26');
      await page.getByRole('button', { name: 'Сохранить черновик' }).last().click();
      const alert = page.getByRole('status').filter({ hasText: 'черновик сохранил кто-то ещё' });
      await expect(alert).toContainText('28 → 26');
      await page.getByRole('button', { name: 'Сохранить черновик' }).last().click();
      await expect(page.getByText('Черновик сохранён.')).toBeVisible();
      await page.getByRole('button', { name: 'Удалить черновик' }).click();
      await expect(page).toHaveURL(/\/settings\/scoring$/);
    });
  });

  test('pass axe', async ({ page }) => {
    await signInToSecond(page);
    await page.goto(scoring);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole('button', { name: 'Изменить правила' }).click();
    await expect(page.getByRole('heading', { name: /Черновик версии/ })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole('button', { name: 'Удалить черновик' }).click();
  });
});

test('who may only read the rules cannot change them', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto('/o/demo/settings/scoring');
  await expect(page.getByRole('heading', { name: 'Действует версия 1' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Изменить правила' })).toHaveCount(0);
  expect((await page.request.post('/o/demo/settings/scoring', { form: { intent: 'edit' } })).status()).toBe(403);
  expect((await page.request.post('/o/demo/settings/scoring/draft', { form: { intent: 'publish', revision: '1' } })).status()).toBe(403);
});
