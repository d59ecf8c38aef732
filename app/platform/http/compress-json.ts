import type { MiddlewareHandler } from 'hono';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const SMALLEST = 1024;
/** A page of a list, with room. What is larger is a file or a stream, and goes as it is. */
const LARGEST = 4 * 1024 * 1024;
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } };
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Compresses JSON answers: brotli where the program takes it, else gzip. */
export function compressJson(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { headers, body, status } = c.res;
    if (!body || headers.has('Content-Encoding') || !/^application\/([\w.+-]*\+)?json/.test(headers.get('Content-Type') ?? '')) return;
    headers.append('Vary', 'Accept-Encoding');
    const accepted = c.req.header('Accept-Encoding') ?? '';
    const encoding = takes(accepted, 'br') ? 'br' : takes(accepted, 'gzip') ? 'gzip' : null;
    if (!encoding || c.req.method === 'HEAD') return;
    const bytes = new Uint8Array(await c.res.arrayBuffer());
    const isFit = bytes.length >= SMALLEST && bytes.length <= LARGEST;
    const content = isFit ? await (encoding === 'br' ? brotli(bytes, BROTLI) : zip(bytes)) : bytes;
    const answer = new Response(new Uint8Array(content), { status, headers });
    if (isFit) answer.headers.set('Content-Encoding', encoding);
    answer.headers.delete('Content-Length');
    c.res = undefined;
    c.res = answer;
  };
}

function takes(accepted: string, encoding: string): boolean {
  return accepted.split(',').some((part) => {
    const [name, ...parameters] = part.trim().split(';');
    return name?.trim() === encoding && !parameters.some((parameter) => /^\s*q=0(\.0*)?\s*$/.test(parameter));
  });
}
