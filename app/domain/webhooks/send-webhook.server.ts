import { postPublic, refuseTarget } from '~/platform/http/public-post.server';

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

/** Posts JSON to an endpoint, under the rules of postPublic. Never throws. */
export async function sendWebhook(address: string, headers: Record<string, string>, body: string): Promise<WebhookAnswer> {
  const started = performance.now();
  const done = (result: Omit<WebhookAnswer, 'durationMs'>): WebhookAnswer => ({ ...result, durationMs: Math.round(performance.now() - started) });
  try {
    const url = new URL(address);
    const refusal = refuseTarget(url);
    if (refusal) return done({ status: null, error: refusal, answer: null });
    const { status, answer } = await postPublic(url, headers, body);
    return done({ status, answer, error: null });
  } catch (error) {
    return done({ status: null, error: describe(error), answer: null });
  }
}

/** A short reason for the log. Names of addresses inside the house are not told. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.message === 'privateAddress') return 'privateAddress';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout';
  const code: unknown = Reflect.get(error, 'code');
  return (typeof code === 'string' ? code : error.message).replaceAll('\0', '').slice(0, ERROR_MAX);
}
