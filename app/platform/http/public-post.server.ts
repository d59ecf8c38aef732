import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { env } from '../env.server';
import { isPublicAddress, literalAddress } from './public-address';

const TIMEOUT_MS = 10_000;
/** As much of an answer as is looked at; then the connection is closed. */
const ANSWER_MAX_BYTES = 8_192;
const ANSWER_MAX = 1_000;

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

export interface PostAnswer {
  status: number;
  /** The beginning of its text. */
  answer: string;
  /** Seconds that it asks to wait; null when it does not say, or not in seconds. */
  retryAfter: number | null;
}

/**
 * Posts to an address of the public internet that somebody else chose. The name is resolved here and the connection made
 * to the address that was checked, so a name that changes its mind in between leads nowhere else. No redirect is
 * followed, the answer is read in part, and all of it takes ten seconds at most.
 */
export function postPublic(url: URL, headers: Record<string, string>, body: string | Uint8Array): Promise<PostAnswer> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((done, fail) => {
    const options: RequestOptions = { method: 'POST', lookup: lookupPublic, agent: false, signal: AbortSignal.timeout(TIMEOUT_MS), headers: { ...headers, 'Content-Length': Buffer.byteLength(body) } };
    const sent = send(url, options, (response) => {
      void readStart(response).then((answer) => {
        sent.destroy();
        done({ status: response.statusCode ?? 0, answer, retryAfter: Number(response.headers['retry-after']) || null });
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
