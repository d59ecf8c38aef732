import { extractText } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { framePage } from './page-style';
import { renderPdf } from './pdf.server';

const page = (rows = 1) =>
  framePage(
    { title: 'Счёт № 7', language: 'ru', header: 'Счёт № 7', footer: 'ООО «Ёлка»', pageOf: (at, all) => `Страница ${at} из ${all}` },
    Array.from({ length: rows }, (_, index) => ({ text: `Съёмка объекта № ${index + 1}: 1 500,50 ₽`, margin: [0, 0, 0, 10] })),
  );

describe('renderPdf', () => {
  it('writes Cyrillic that can be read out again, with its font inside', async () => {
    const bytes = await renderPdf(page());
    const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
    expect(text).toContain('Съёмка объекта № 1: 1 500,50 ₽');
    expect(text).toContain('ООО «Ёлка»');
    expect(text).toContain('Страница 1 из 1');
    expect(bytes.toString('latin1')).toMatch(/\/FontName \/\w+\+Roboto/);
    expect(bytes.length).toBeLessThan(60_000);
  });

  it('gives the same bytes for the same content', async () => {
    const [first, second] = await Promise.all([renderPdf(page()), renderPdf(page())]);
    expect(first.equals(second)).toBe(true);
  });

  it('numbers the pages and repeats the header from the second on', async () => {
    const { text, totalPages } = await extractText(new Uint8Array(await renderPdf(page(80))));
    expect(totalPages).toBeGreaterThan(1);
    expect(text[0]).not.toContain('Счёт № 7');
    expect(text[1]).toContain('Счёт № 7');
    expect(text.at(-1)).toContain(`Страница ${totalPages} из ${totalPages}`);
  });

  it('reads no file and no address for a document', async () => {
    await expect(renderPdf({ content: [{ image: '/etc/passwd' }] })).rejects.toThrow();
    await expect(renderPdf({ content: [{ image: 'far' }], images: { far: 'http://127.0.0.1:1/x.png' } })).rejects.toThrow();
  });
});
