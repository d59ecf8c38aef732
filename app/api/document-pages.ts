import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnv } from './api-env';
import { describeApi } from './document';

/** The document that describes the API. */
export function documentRoutes(api: OpenAPIHono<ApiEnv>): void {
  let text: string | undefined;
  api.get('/openapi.json', (c) => {
    text ??= JSON.stringify(describeApi(api));
    return c.body(text, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=300' });
  });
}
