import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const list = '/o/demo/contacts';
let made = 0;
/** A name and a phone that no other test uses. */
function nobody() {
  made += 1;
  const code = `${Date.now() % 100_000_000}${made}`.padStart(9, '0').slice(-9);
  return { name: `Проверкин ${code}`, phone: `+79${code}`, shown: `+7 9${code.slice(0, 2)} ${code.slice(2, 5)}-${code.slice(5, 7)}-${code.slice(7, 9)}` };
}

async function addContact(page: Page, { name, phone }: { name: string; phone: string }, more: Record<string, string> = {}) {
  await page.goto(`${list}/new`);
  await page.getByLabel('Имя или название').fill(name);
  await page.getByLabel('Телефон 1').fill(phone);
  for (const [label, value] of Object.entries(more)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Добавить контакт' }).click();
}

/** Adds one whom nobody knows yet, and waits for the card. */
async function addUnknown(page: Page, person: { name: string; phone: string }, more: Record<string, string> = {}) {
  await addContact(page, person, more);
  await expect(page.getByRole('heading', { level: 1, name: person.name, exact: true })).toBeVisible();
}

test('a contact is added, found by a part of its phone, changed, deleted and brought back', async ({ page, signIn }) => {
  const person = nobody();
  await signIn('manager');
  await addUnknown(page, person, { 'Город': 'Калуга' });
  await expect(page.getByRole('link', { name: person.shown })).toHaveAttribute('href', `tel:${person.phone}`);
  await expect(page.getByText('Контакт добавлен')).toBeVisible();

  await page.goto(list);
  await page.getByRole('searchbox').fill(person.shown.slice(-12));
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-row="contact"]').filter({ hasText: person.name })).toBeVisible();
  await page.getByRole('link', { name: person.name }).click();

  await page.getByRole('link', { name: 'Изменить' }).click();
  await page.getByLabel('Город', { exact: true }).fill('Тула');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Сохранено.')).toBeVisible();
  await expect(page.getByText('Тула').first()).toBeVisible();

  await page.getByLabel('Ещё действия').click();
  await page.getByRole('button', { name: /Удалить/ }).click();
  await expect(page.getByText(`«${person.name}» в корзине.`)).toBeVisible();
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(page.getByText(`«${person.name}» снова на месте.`)).toBeVisible();
});

test.describe('what is refused', () => {
  test.use({ expectedConsoleErrors: [/status of (409|422)/] });

  test('wrong details say what is wrong and keep what was typed', async ({ page, signIn }) => {
    await signIn('sales');
    await page.goto(`${list}/new`);
    await page.getByLabel('Имя или название').fill('ООО «Проверка»');
    await page.getByLabel('Телефон 1').fill('8 916 123');
    await page.getByLabel('ИНН', { exact: true }).fill('7707083894');
    await page.getByLabel('БИК', { exact: true }).fill('044525225');
    await page.getByLabel('Расчётный счёт').fill('40702810900000000001');
    await page.getByRole('button', { name: 'Добавить контакт' }).click();
    await expect(page.getByText('Проверьте номер: не хватает цифр или есть лишние.')).toBeVisible();
    await expect(page.getByText(/Проверьте ИНН/)).toBeVisible();
    await expect(page.getByLabel('ИНН', { exact: true })).toHaveValue('7707083894');
    await expect(page.getByLabel('Телефон 1')).toHaveValue('8 916 123');
    await page.getByLabel('ИНН', { exact: true }).fill('7707083893');
    await page.getByLabel('Телефон 1').fill('');
    await page.getByRole('button', { name: 'Добавить контакт' }).click();
    await expect(page.getByText(/Счёт не подходит к этому БИК/)).toBeVisible();
  });

  test('the same client twice is warned about, and can be saved nevertheless', async ({ page, signIn }) => {
    const person = nobody();
    await signIn('manager');
    await addUnknown(page, person);
    await addContact(page, { name: `${person.name} второй`, phone: person.shown });
    await expect(page.getByText('Похоже, такой контакт уже есть')).toBeVisible();
    await expect(page.getByRole('link', { name: person.name, exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Сохранить всё равно' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `${person.name} второй` })).toBeVisible();
    await expect(page.getByText('Есть похожий контакт')).toBeVisible();
  });

  test('whoever saves second sees both versions', async ({ page, signIn, context }) => {
    const person = nobody();
    await signIn('manager');
    await addUnknown(page, person, { 'Город': 'Калуга' });
    const edit = `${page.url()}/edit`;
    const other = await context.newPage();
    await Promise.all([page.goto(edit), other.goto(edit)]);
    await page.getByLabel('Город', { exact: true }).fill('Тула');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByText('Сохранено.')).toBeVisible();
    await other.getByLabel('Город', { exact: true }).fill('Тверь');
    await other.getByRole('button', { name: 'Сохранить' }).click();
    const row = other.getByRole('row', { name: /Город/ });
    await expect(row).toContainText('Тула');
    await expect(row).toContainText('Тверь');
    await other.getByRole('button', { name: 'Сохранить' }).click();
    await expect(other.getByText('Тверь').first()).toBeVisible();
  });

  test('a contact with deals stays, and its deals are named', async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(`${list}?hasDeals=yes`);
    await page.locator('[data-row="contact"]').first().getByRole('link').click();
    await page.getByLabel('Ещё действия').click();
    await page.getByRole('button', { name: /Удалить/ }).click();
    await expect(page.getByRole('alert')).toContainText('нельзя удалить');
    await expect(page.getByRole('alert').getByRole('link').first()).toBeVisible();
  });
});

test('filters, columns and order are the address', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto(list);
  await page.getByText('Фильтры').click();
  await page.locator('select[name="kind"]').selectOption('COMPANY');
  await page.locator('input[name="city"][list]').fill('Москва');
  await page.getByRole('button', { name: 'Показать' }).click();
  await expect(page).toHaveURL(/kind=COMPANY.*city=/);
  await expect(page.getByText('Показаны контакты:')).toBeVisible();
  await page.getByRole('link', { name: 'Имя или название' }).click();
  await expect(page.getByRole('columnheader', { name: 'Имя или название' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByText('Столбцы').click();
  await page.locator('input[name="columns"][value="inn"]').check();
  await page.getByRole('button', { name: 'Применить' }).click();
  await expect(page.getByRole('columnheader', { name: 'ИНН' })).toBeVisible();
  await expect(page).toHaveURL(/kind=COMPANY/);
  const shown = page.locator('[data-metric="contacts-shown"]');
  await expect(shown).toHaveAttribute('data-value', /^\d+$/);
  await page.getByRole('link', { name: 'Убрать: Москва' }).click();
  await expect(page).not.toHaveURL(/city=/);
});

test('a typo still finds, and says so', async ({ page, signIn }) => {
  const person = nobody();
  await signIn('manager');
  await addUnknown(page, { ...person, name: `Криворучкинский ${person.name}` });
  await page.goto(`${list}?q=Криваручкинский`);
  await expect(page.getByText('Точно таких слов нет ни у кого. Вот похожие.')).toBeVisible();
  await expect(page.locator('[data-row="contact"]').first()).toContainText('Криворучкинский');
});

test('a field of one’s own is made, asked for, filtered by and archived', async ({ page, signIn }) => {
  const label = `Грунт ${Date.now() % 1_000_000}`;
  await signIn('owner');
  await page.goto('/o/demo/settings/fields');
  await page.getByRole('link', { name: 'Добавить поле' }).click();
  await page.getByRole('textbox', { name: 'Название' }).fill(label);
  await page.getByLabel('Что в нём').selectOption('CHOICE');
  await page.getByLabel('Варианты').fill('Глина\nПесок');
  await page.getByRole('button', { name: 'Добавить поле' }).click();
  await expect(page.getByText(`Поле «${label}» добавлено.`)).toBeVisible();
  const field = page.locator('[data-row="field"]').filter({ hasText: label });
  await field.getByRole('button', { name: `Выше: ${label}` }).click();

  const person = nobody();
  await page.goto(`${list}/new`);
  await page.getByLabel('Имя или название').fill(person.name);
  await page.getByLabel(label).selectOption('Песок');
  await page.getByRole('button', { name: 'Добавить контакт' }).click();
  await expect(page.getByText('Песок')).toBeVisible();
  await page.goto(list);
  await page.getByText('Фильтры').click();
  await page.getByRole('group', { name: label }).getByLabel('Песок').check();
  await page.getByRole('button', { name: 'Показать' }).click();
  await expect(page.locator('[data-row="contact"]')).toHaveCount(1);
  await expect(page.locator('[data-row="contact"]')).toContainText(person.name);

  await page.goto('/o/demo/settings/fields');
  await page.getByRole('button', { name: `В архив: ${label}` }).click();
  await expect(page.getByText('Поле в архиве. Значения сохранены.')).toBeVisible();
  await page.goto(`${list}/new`);
  await expect(page.getByLabel(label)).toHaveCount(0);
});

test.describe('duplicates', () => {
  test.use({ expectedConsoleErrors: [/status of 409/] });

  test('are compared, merged and taken apart again', async ({ page, signIn }) => {
    const person = nobody();
    await signIn('manager');
    await addUnknown(page, person, { 'Город': 'Калуга' });
    await addContact(page, { name: `${person.name} бис`, phone: person.phone }, { 'Город': 'Тула', 'Адрес': 'ул. Мира, 1' });
    await page.getByRole('button', { name: 'Сохранить всё равно' }).click();
    await page.getByRole('link', { name: 'Сравнить' }).click();
    await page.getByRole('row', { name: /Город/ }).getByLabel('Калуга').check();
    await page.getByRole('button', { name: 'Объединить' }).click();
    await expect(page.getByText(/Теперь это один контакт/)).toBeVisible();
    await expect(page.getByText('Калуга').first()).toBeVisible();
    await expect(page.getByText('ул. Мира, 1')).toBeVisible();
    await expect(page.locator('[data-row="merge"]')).toContainText(person.name);
    await page.locator('[data-row="merge"]').getByRole('button', { name: 'Разъединить' }).click();
    await expect(page.getByText('Снова два контакта.')).toBeVisible();
    await expect(page.getByText('Есть похожий контакт')).toBeVisible();
  });

  test('that are none can be set apart, and that can be taken back', async ({ page, signIn }) => {
    await signIn('manager');
    await page.goto(`${list}/duplicates`);
    const group = page.locator('[data-row="duplicates"]').last();
    const id = await group.getAttribute('data-id');
    await group.getByRole('button', { name: 'Это разные' }).click();
    await expect(page.getByText('Больше не предлагаем их объединить.')).toBeVisible();
    await expect(page.locator(`[data-id="${id}"]`)).toHaveCount(0);
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await expect(page.locator(`[data-id="${id}"]`)).toBeVisible();
  });
});

test('sellers see all, change their own and neither delete nor merge', async ({ page, signIn }) => {
  await signIn('sales');
  await page.goto(`${list}?owner=nobody`);
  await page.locator('[data-row="contact"]').first().getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'История' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Изменить' })).toHaveCount(0);
  await expect(page.getByLabel('Ещё действия')).toHaveCount(0);
  expect((await page.request.get(`${page.url().split('?')[0]}/edit`)).status()).toBe(403);
  expect((await page.request.get(`${list}/duplicates`)).status()).toBe(403);
  expect((await page.request.post(page.url(), { form: { intent: 'delete' } })).status()).toBe(403);
});

for (const address of [list, `${list}/new`, `${list}/duplicates`, '/o/demo/settings/fields?new']) {
  test(`no faults of accessibility on ${address}`, async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(address);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}

test('no faults of accessibility on the card and where two are compared', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto(`${list}/duplicates`);
  await page.getByRole('link', { name: 'Сравнить и объединить' }).first().click();
  await expect(page.getByRole('button', { name: 'Объединить' })).toBeVisible();
  const compared = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  await page.getByRole('columnheader').getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'История' })).toBeVisible();
  const card = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect([...compared.violations, ...card.violations].map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
