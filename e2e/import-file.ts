import type { Page } from '@playwright/test';

export interface Client {
  name: string;
  phone?: string;
  email?: string;
  city?: string;
}

/** A table of clients as bytes: by default as Excel writes it in Russian. */
export function clientsFile(clients: readonly Client[], name = 'clients.csv') {
  const rows = [['Имя', 'Телефон', 'Эл. почта', 'Город'], ...clients.map(({ name: client, phone, email, city }) => [client, phone, email, city])];
  const text = rows.map((row) => row.map((cell) => (cell && /[;"\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : (cell ?? ''))).join(';')).join('\r\n');
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${text}`) };
}

/** A number that no other test uses. */
export function freshPhone(): string {
  return `+7 9${String(Date.now()).slice(-9).replace(/^(\d\d)(\d{3})(\d\d)(\d\d)$/, '$1 $2-$3-$4')}`;
}

/** Uploads a file on the import's first page; the page of columns follows. */
export async function upload(page: Page, file: ReturnType<typeof clientsFile>) {
  await page.goto('/o/demo/contacts/import');
  await page.getByLabel('Файл с контактами').setInputFiles(file);
  await page.getByRole('button', { name: 'Загрузить файл' }).click();
  await page.waitForURL(/\/contacts\/import\/[0-9a-f-]{36}/);
}
