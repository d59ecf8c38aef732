import type { MiddlewareHandler } from 'hono';
import { areSaneFields } from './form-fields';

const urlencoded = 'application/x-www-form-urlencoded';

/**
 * Refuses, before a page's action sees it, a body that no form of ours can have sent: 415 for what is no form, 400 for
 * one that cannot be read or has impossible field names. Place it behind a limit on the body's size: it is read here.
 * @param readsItself requests whose action reads and checks the body on its own
 */
export function guardForms(readsItself: (request: Request) => boolean): MiddlewareHandler {
  return async (c, next) => {
    const request = c.req.raw;
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS' || readsItself(request)) return next();
    const body = await request.arrayBuffer().catch(() => null);
    if (!body) return c.text('The body cannot be read', 400);
    const type = request.headers.get('Content-Type') ?? (body.byteLength === 0 ? urlencoded : '');
    if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type)) return c.text('Not a form', 415);
    const form = await new Response(body, { headers: { 'Content-Type': type } }).formData().catch(() => null);
    if (!form || !areSaneFields(form.entries())) return c.text('The form cannot be read', 400);
    const headers = new Headers(request.headers);
    headers.set('Content-Type', type);
    c.req.raw = new Request(request.url, { method: request.method, headers, body, signal: request.signal });
    return next();
  };
}
