import type { AppLoadContext } from '@remix-run/server-runtime';
import type { Log } from './log.server';

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
  /** What the HTTP server hands to every loader and action. */
  interface AppLoadContext {
    /** Random value that this answer's scripts must carry. */
    nonce: string;
    requestId: string;
    /** The visitor's address; behind a proxy only believed when TRUST_PROXY is set. */
    clientAddress: string;
    isSecure: boolean;
    /** Scheme and host as the visitor sees them, without a slash at the end. */
    origin: string;
    log: Log;
    /** Set when a loader or action failed because the database did not answer: the answer becomes a 503. */
    databaseDown?: boolean;
  }
}

export type RequestContext = AppLoadContext;
