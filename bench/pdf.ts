import { createInstance, type TFunction } from 'i18next';
import documents from '../app/locales/ru/documents.json';
import { sampleSnapshot } from '../app/domain/documents/sample-snapshot';
import { documentDefinition } from '../app/domain/documents/paper/document-definition';
import { renderPdf } from '../app/platform/pdf/pdf.server';
import type { BenchOptions } from './lib/arguments';
import { percentile, report, type Line } from './lib/report';

const P95_MAX_MS = 1_000;

/** Invoices with their QR code, one after another as one process draws them: short ones and long ones. */
export async function benchPdf({ rows = 100 }: BenchOptions): Promise<void> {
  const words = createInstance();
  await words.init({ lng: 'ru', defaultNS: 'documents', resources: { ru: { documents } }, interpolation: { escapeValue: false } });
  const lines = [await drawInvoices(words.t, 2, rows), await drawInvoices(words.t, 100, Math.max(5, Math.round(rows / 10)))];
  const slowest = Math.max(...lines.map((line) => Number(line['p95 ms'])));
  report('pdf', lines, [{ figure: `an invoice is drawn within ${P95_MAX_MS} ms, also one of 100 lines`, value: `p95 ${slowest} ms`, isHeld: slowest <= P95_MAX_MS }]);
}

async function drawInvoices(t: TFunction, lineCount: number, count: number): Promise<Line> {
  const draw = () => renderPdf(documentDefinition(sampleSnapshot({ kind: 'INVOICE', language: 'ru', shift: t('paper.shift'), hour: t('paper.hour'), lineCount: lineCount - 1 }), { logo: null, signature: null }, t));
  // the first one reads the fonts
  const { length } = await draw();
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const started = performance.now();
    await draw();
    times.push(performance.now() - started);
  }
  const seconds = times.reduce((sum, time) => sum + time, 0) / 1_000;
  const sorted = times.sort((a, b) => a - b);
  return {
    work: `invoice of ${lineCount} lines`, documents: count, 'PDFs/s': (count / seconds).toFixed(1), 'p50 ms': Math.round(percentile(sorted, 0.5)), 'p95 ms': Math.round(percentile(sorted, 0.95)), 'KB each': Math.round(length / 1024),
  };
}
