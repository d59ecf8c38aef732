import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnv } from './api-env';
import { withExamples, type ApiDocument } from './examples';

/** The OpenAPI document of the operations that were registered, with an example for each body and answer. */
export function describeApi(api: OpenAPIHono<ApiEnv>): ApiDocument {
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer', description: 'An access token of /v1/auth/login, or an API key' });
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Teplo',
      version: '1',
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
      description: 'Everything that the interface does. Money and decimals are text, moments RFC 3339, days local days of the organisation. Lists are pages: follow `next`. Errors are problems (RFC 9457) with a stable `type`.',
    },
    servers: [{ url: '/api' }],
  });
  return withExamples(document as unknown as ApiDocument);
}
