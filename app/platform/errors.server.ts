import type { AppLoadContext } from '@remix-run/server-runtime';
import { env } from './env.server';

type Reporter = (error: unknown, requestId: string) => void;
let reporter: Reporter | undefined;

/** Connects Sentry when SENTRY_DSN is set; without it nothing is loaded and nothing leaves the machine. */
export async function startErrorReporting(): Promise<void> {
  const dsn = env().SENTRY_DSN;
  if (!dsn) return;
  const sentry = await import('@sentry/node');
  sentry.init({ dsn, sendDefaultPii: false });
  reporter = (error, requestId) => sentry.captureException(error, { tags: { requestId } });
}

/** Logs an unexpected error with the id that its page shows. Answers thrown on purpose are not errors. */
export function reportError(error: unknown, context: AppLoadContext): void {
  if (error instanceof Response) return;
  context.log.error({ err: error, requestId: context.requestId }, 'unexpected error');
  reporter?.(error, context.requestId);
}
