import { gzipSync } from 'node:zlib';
import { mkdtempSync, chmodSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startApp } from './lib/app-server';
import type { BenchOptions } from './lib/arguments';
import { loadPages } from './lib/http-load';
import { milliseconds, report } from './lib/report';

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

/** Bytes of the public form and its scripts, pages per second, and a cold start with data that is there already. */
export async function benchForm({ seconds }: BenchOptions): Promise<void> {
  const DATA_DIR = mkdtempSync(path.join(os.tmpdir(), 'teplo-bench-'));
  chmodSync(DATA_DIR, 0o755);
  const first = await startApp({ DATA_DIR, DEMO: '1' });
  await first.stop();

  const started = performance.now();
  const app = await startApp({ DATA_DIR, DEMO: '1' });
  try {
    const base = `http://127.0.0.1:${app.port}`;
    const html = await (await fetch(`${base}/`)).text();
    const coldStart = performance.now() - started;
    const size = async (address: string | undefined) => gzipSync(await (await fetch(base + address)).text()).length;
    const css = await size(/href="(\/assets\/[^"]+\.css)"/.exec(html)?.[1]);
    const collector = await size(/src="(\/assets\/collector[^"]+)"/.exec(html)?.[1]);
    const comfort = await size(/src="(\/assets\/public-form[^"]+)"/.exec(html)?.[1]);
    const page = gzipSync(html).length;
    const load = await loadPages({ port: app.port, connections: 4, seconds: Math.max(2, seconds / 6), paths: ['/'] });
    const foreign = [...html.matchAll(/(?:src|href)="https?:\/\/([^/"]+)/g)].map((match) => match[1]);
    report(
      'form',
      [
        { what: 'page, gzip', value: kilobytes(page) },
        { what: 'styles, gzip', value: kilobytes(css) },
        { what: 'script of the collector, gzip', value: kilobytes(collector) },
        { what: 'script of the form, gzip', value: kilobytes(comfort) },
        { what: 'forms per second', value: Math.round(load.perSecond) },
        { what: 'p95 of the form', value: `${milliseconds(load.p95)} ms` },
        { what: 'cold start to the first page', value: `${milliseconds(coldStart)} ms` },
      ],
      [
        { figure: 'page and styles in at most 30 KB gzip', value: kilobytes(page + css), isHeld: page + css <= 30 * 1024 },
        { figure: 'script of the collector in at most 4 KB gzip', value: kilobytes(collector), isHeld: collector <= 4 * 1024 },
        { figure: 'no third party', value: foreign.join(', ') || 'none', isHeld: foreign.length === 0 },
        { figure: 'cold start in at most 3 s', value: `${milliseconds(coldStart)} ms`, isHeld: coldStart <= 3_000 },
      ],
    );
  } finally {
    await app.stop();
  }
}
