import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { ApiEnv } from './api-env';
import { describeApi } from './document';
import { DOCUMENT_ASSETS } from './document-assets';

const { redoc, swaggerUi, swaggerUiStyle } = DOCUMENT_ASSETS;
const DOCUMENT = '/api/openapi.json';

/** /openapi.json, and two ways to read it: /docs (Swagger UI, to try things out) and /redoc. */
export function documentRoutes(api: OpenAPIHono<ApiEnv>): void {
  let text: string | undefined;
  api.get('/openapi.json', (c) => {
    text ??= JSON.stringify(describeApi(api));
    return c.body(text, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=300' });
  });
  api.get('/', (c) => c.redirect('/api/docs'));
  api.get('/docs', (c) =>
    page(c, {
      head: `<link rel="stylesheet" href="${swaggerUiStyle}">`,
      bundle: swaggerUi,
      start: `SwaggerUIBundle({ url: '${DOCUMENT}', dom_id: '#docs', deepLinking: true, docExpansion: 'none', filter: true, persistAuthorization: false, tryItOutEnabled: true, validatorUrl: null })`,
    }),
  );
  api.get('/redoc', (c) =>
    page(c, {
      head: '<style>body { margin: 0 }</style>',
      bundle: redoc,
      // its search runs in a worker made of a blob, which the content policy does not let through
      start: `Redoc.init('${DOCUMENT}', { disableSearch: true, hideDownloadButton: false, nativeScrollbars: true, theme: { typography: { fontFamily: 'system-ui, sans-serif', headings: { fontFamily: 'system-ui, sans-serif' } } } }, document.getElementById('docs'))`,
    }),
  );
}

/** All of it is written here: nothing that a visitor sent stands in the page. */
function page(c: Context<ApiEnv>, { head, bundle, start }: { head: string; bundle: string; start: string }): Response | Promise<Response> {
  const { nonce } = c.get('context');
  return c.html(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Teplo API</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${raw(head)}
</head>
<body>
<noscript><p>This page needs JavaScript. The document itself: <a href="${DOCUMENT}">${DOCUMENT}</a></p></noscript>
<main id="docs"></main>
<script src="${bundle}" nonce="${nonce}"></script>
<script nonce="${nonce}">${raw(start)}</script>
</body>
</html>`);
}
