import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { env } from '~/platform/env.server';
import { isPublicAddress, literalAddress } from '~/platform/http/public-address';

const TIMEOUT_MS = 10_000;
/** As much of an answer as is looked at; then the connection is closed. */
const ANSWER_MAX_BYTES = 8_192;
const ANSWER_MAX = 1_000;
const ERROR_MAX = 300;

export interface WebhookAnswer {
  /** HTTP status; null when there was no answer. */
  status: number | null;
  /** Why there was none; null otherwise. */
  error: string | null;
  /** The beginning of its text. */
  answer: string | null;
  durationMs: number;
}

/**
 * Posts JSON to an address of the public internet. The name is resolved here and the connection made to the address that
 * was checked, so a name that changes its mind in between leads nowhere else. No redirect is followed, the answer is read
 * in part, and all of it takes ten seconds at most. Never throws.
 */
export async function sendWebhook(address: string, headers: Record<string, string>, body: string): Promise<WebhookAnswer> {
  const started = performance.now();
  const done = (result: Omit<WebhookAnswer, 'durationMs'>): WebhookAnswer => ({ ...result, durationMs: Math.round(performance.now() - started) });
  try {
    const url = new URL(address);
    const refusal = refuseTarget(url);
    if (refusal) return done({ status: null, error: refusal, answer: null });
    return done({ ...(await post(url, headers, body)), error: null });
  } catch (error) {
    return done({ status: null, error: describe(error), answer: null });
  }
}

/** Why nothing is sent to this URL; null when something is. Names are checked when they are resolved. */
export function refuseTarget(url: URL): 'badUrl' | 'privateAddress' | null {
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username || url.password) return 'badUrl';
  const literal = literalAddress(url);
  return literal !== null && !mayReach(literal) ? 'privateAddress' : null;
}

const mayReach = (address: string) => env().WEBHOOK_ALLOW_PRIVATE || isPublicAddress(address);

type Lookup = NonNullable<RequestOptions['lookup']>;

/** Resolves a name and refuses it when any of its addresses is not public. */
const lookupPublic: Lookup = (host, options, answer) => {
  resolve(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? [];
    if (error || !first) return answer(error ?? new Error('the name has no address'), '', 4);
    if (!found.every(({ address }) => mayReach(address))) return answer(new Error('privateAddress'), '', 4);
    if (options.all) return answer(null, found);
    answer(null, first.address, first.family);
  });
};

function post(url: URL, headers: Record<string, string>, body: string): Promise<{ status: number; answer: string }> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((done, fail) => {
    const options: RequestOptions = { method: 'POST', lookup: lookupPublic, agent: false, signal: AbortSignal.timeout(TIMEOUT_MS), headers: { ...headers, 'Content-Length': Buffer.byteLength(body) } };
    const sent = send(url, options, (response) => {
      void readStart(response).then((answer) => {
        sent.destroy();
        done({ status: response.statusCode ?? 0, answer });
      });
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

/** The beginning of an answer, as far as it came: the status has been said already. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= ANSWER_MAX_BYTES) break;
    }
  } catch {
    // the rest did not come
  }
  // the column keeps no NUL
  return [...Buffer.concat(chunks).subarray(0, ANSWER_MAX_BYTES).toString('utf8').replaceAll('\0', '')].slice(0, ANSWER_MAX).join('');
}

/** A short reason for the log. Names of addresses inside the house are not told. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.message === 'privateAddress') return 'privateAddress';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout';
  const code: unknown = Reflect.get(error, 'code');
  return (typeof code === 'string' ? code : error.message).replaceAll('\0', '').slice(0, ERROR_MAX);
}
