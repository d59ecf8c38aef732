import { serveStatic } from '@hono/node-server/serve-static';
import browserScripts from 'virtual:browser-scripts';
import { Hono } from 'hono';
import { readdirSync } from 'node:fs';

const year = 'public, max-age=31536000, immutable';

/**
 * Built files. Names under /assets carry a hash of their content, so they may be kept for ever;
 * the small scripts of plain pages are answered from memory.
 * @param clientDirectory where the browser build lies, absolute or relative to the working directory
 */
export function staticFiles(clientDirectory: string): Hono {
  const app = new Hono();
  for (const script of Object.values(browserScripts)) {
    app.get(script.path, (c) =>
      c.body(script.code, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': year }),
    );
  }
  app.use(
    '/assets/*',
    serveStatic({ root: clientDirectory, precompressed: true, onFound: (_path, c) => c.header('Cache-Control', year) }),
  );
  app.get('/assets/*', (c) => c.notFound());
  // Only the files that are there: a page's address never touches the disk.
  const topLevel = readdirSync(clientDirectory, { withFileTypes: true }).filter((entry) => entry.isFile() && !/\.(gz|br)$/.test(entry.name));
  for (const { name } of topLevel) {
    app.use(
      `/${name}`,
      serveStatic({ root: clientDirectory, precompressed: true, onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=3600') }),
    );
  }
  return app;
}
