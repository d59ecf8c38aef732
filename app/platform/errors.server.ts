import type { AppLoadContext } from '@remix-run/server-runtime';
import { createHmac } from 'node:crypto';
import { env } from './env.server';
import { scrubEvent } from './error-report';
import { currentRequestId, currentRoute, currentUserId } from './http/current-request';
import { log } from './log.server';
import { appVersion } from './version.server';

/** How long the end of the process waits for reports that are under way. */
const FLUSH_MS = 2_000;

interface Reporter {
  report: (error: unknown, tags: Record<string, string>) => void;
  flush: () => Promise<unknown>;
}

let reporter: Reporter | undefined;

/** Connects Sentry when SENTRY_DSN is set; without it nothing is loaded and nothing leaves the machine. */
export async function startErrorReporting(): Promise<void> {
  const { SENTRY_DSN: dsn, NODE_ENV: environment } = env();
  if (!dsn) return;
  const sentry = await import('@sentry/node');
  sentry.init({
    dsn,
    environment,
    release: `teplo@${appVersion()}`,
    sendDefaultPii: false,
    // only what reports errors: nothing that watches requests, queries, the console or the machine
    defaultIntegrations: false,
    integrations: [sentry.linkedErrorsIntegration(), sentry.functionToStringIntegration(), sentry.onUncaughtExceptionIntegration()],
    skipOpenTelemetrySetup: true,
    registerEsmLoaderHooks: false,
    sendClientReports: false,
    beforeSend: scrubEvent,
    beforeSendTransaction: () => null,
    beforeBreadcrumb: () => null,
  });
  reporter = {
    report: (error, tags) => {
      const userId = currentUserId();
      sentry.captureException(error, { tags, ...(userId && { user: { id: hashUser(userId) } }) });
    },
    flush: () => sentry.flush(FLUSH_MS),
  };
}

/** Sends what is under way. */
export async function endErrorReporting(): Promise<void> {
  await reporter?.flush();
}

/** Tells one person's reports from another's, to nobody but us. */
function hashUser(userId: string): string {
  return createHmac('sha256', env().SESSION_SECRET[0] ?? '').update(`error report ${userId}`).digest('hex').slice(0, 16);
}

/** Logs an unexpected error with the id that its page shows. Answers thrown on purpose are not errors. */
export function reportError(error: unknown, context: Pick<AppLoadContext, 'requestId'>): void {
  if (error instanceof Response) return;
  log.error({ err: error, ...(currentRequestId() === null && { requestId: context.requestId }), route: currentRoute() }, 'unexpected error');
  reporter?.report(error, { requestId: context.requestId, route: currentRoute() ?? 'other' });
}

/** Logs and reports a job that has no try left. */
export function reportLostJob(error: unknown, job: { queue: string; id: string; retryCount: number }): void {
  log.error({ err: error, job: job.queue, id: job.id, retryCount: job.retryCount }, 'job failed for good');
  reporter?.report(error, { job: job.queue, requestId: currentRequestId() ?? '' });
}
