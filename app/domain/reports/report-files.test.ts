import { extractText } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { reportPdf } from './report-pdf.server';
import { reportRows } from './report-rows';
import type { Report } from './report-sheet';

const report: Report = {
  name: 'summary',
  title: 'Итоги',
  basis: ['Выручка — по дню окончания.'],
  cards: [{ name: 'revenue', label: 'Выручка', value: '1500.50', kind: 'money', change: null }],
  sheets: [
    {
      name: 'kinds', title: 'Из чего', rowHead: 'Вид', empty: 'Пусто',
      columns: [{ key: 'lines', label: 'Позиций', kind: 'count' }, { key: 'amount', label: 'Сумма', kind: 'money' }],
      rows: [{ id: 'SERVICE', label: '=Услуги', cells: [{ value: '2' }, { value: '99999999999999.99' }] }],
      total: { id: 'total', label: 'Всего', cells: [{ value: null }, { value: '1500.50' }] },
    },
    { name: 'none', title: 'Ничего', rowHead: 'Вид', empty: 'Пусто', columns: [], rows: [] },
  ],
};

describe('a report as a file', () => {
  it('has every table below the other, with numbers to calculate with', async () => {
    const { heads, rows } = reportRows(report, 'Компания · RUB');
    const all = [];
    for await (const row of rows) all.push(row);
    expect(heads).toEqual(['Итоги', '', '']);
    expect(all).toContainEqual(['Выручка', 1500.5, null]);
    // more digits than a number holds stay a text
    expect(all).toContainEqual(['=Услуги', 2, '99999999999999.99']);
    expect(all).toContainEqual(['Всего', null, 1500.5]);
    expect(all).toContainEqual(['Пусто', null, null]);
    expect(all.at(-1)).toEqual(['Выручка — по дню окончания.', null, null]);
  });

  it('can be printed, with the same figures', async () => {
    const bytes = await reportPdf({ report, subtitle: 'Компания · RUB', language: 'ru', say: (value) => value ?? '—', pageOf: (page, pages) => `Страница ${page} из ${pages}`, basisTitle: 'Как посчитано' });
    const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
    for (const words of ['Итоги', 'Компания · RUB', '1500.50', '99999999999999.99', 'Пусто', 'Как посчитано', 'Страница 1 из 1']) expect(text).toContain(words);
  });
});
