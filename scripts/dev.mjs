// `npm run dev`: the same server with Vite in front of it; pages reload as files change.
import { getRequestListener } from '@hono/node-server';
import { createServer as createHttpServer } from 'node:http';
import { ensureInstalled, root } from './lib/install.mjs';

process.chdir(root);
process.env.NODE_ENV = 'development';
ensureInstalled();
const { createServer } = await import('vite');
const vite = await createServer({ server: { middlewareMode: true } });
const server = await vite.ssrLoadModule('/app/server.ts');
const { port, host, notes, stop } = await server.startDevelopment();
const app = server.createApp({ build: () => vite.ssrLoadModule('virtual:remix/server-build') });
const listener = getRequestListener(app.fetch);
createHttpServer((request, response) => vite.middlewares(request, response, () => void listener(request, response))).listen(port, host, () =>
  console.log([...notes, `Teplo (development): http://localhost:${port}`].join('\n')),
);
const end = () => void vite.close().then(stop).then(() => process.exit(0));
process.on('SIGINT', end);
process.on('SIGTERM', end);
