import type { Context, MiddlewareHandler } from 'hono';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pool } from '../db.server';
import { env } from '../env.server';
import { createGauge, shedRequests } from '../metrics.server';
import { classifyRequest, isAdmitted, isVisit, nextLevel, type Level, type RequestClass } from './overload';

const TICK_MS = 250;
const RESOLUTION_MS = 10;
const RETRY_SECONDS_MIN = 3;
const RETRY_SECONDS_SPREAD = 5;

interface Monitor {
  level: () => number;
  /** Milliseconds that the event loop was late, on average of the last measurement. */
  delayMs: () => number;
  inFlight: () => number;
  admits: (name: RequestClass, isVisit: boolean) => boolean;
  enter: (isVisit: boolean) => void;
  leave: (isVisit: boolean) => void;
}

let monitor: Monitor | undefined;

createGauge({ name: 'teplo_overload_level', help: '0: all are served; 1: programs are refused, 2: visitors too, 3: all', read: (gauge) => gauge.set(monitor?.level() ?? 0) });
createGauge({ name: 'teplo_event_loop_delay_seconds', help: 'How late the event loop is, average of the last quarter second', read: (gauge) => gauge.set((monitor?.delayMs() ?? 0) / 1000) });
createGauge({ name: 'teplo_http_in_flight', help: 'Requests that are being answered', read: (gauge) => gauge.set(monitor?.inFlight() ?? 0) });

/** Starts to measure. An average, so that one long piece of work (a large XLSX) is no overload, many short ones are. */
function startMonitor(): Monitor {
  const { MAX_EVENT_LOOP_DELAY_MS: maxDelay, MAX_WAITING_CLIENTS: maxWaiting, MAX_VISITS_AT_ONCE: maxVisits } = env();
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let state: Level = { level: 0, calmTicks: 0 };
  let delayMs = 0;
  let inFlight = 0;
  let visits = 0;
  const count = (isVisit: boolean, by: 1 | -1) => {
    inFlight += by;
    if (isVisit) visits += by;
  };
  setInterval(() => {
    delayMs = histogram.count > 0 ? Math.max(0, histogram.mean / 1e6 - RESOLUTION_MS) : 0;
    histogram.reset();
    const pressure = Math.max(maxDelay > 0 ? delayMs / maxDelay : 0, maxWaiting > 0 ? pool.waitingCount / maxWaiting : 0);
    state = nextLevel(state, pressure);
  }, TICK_MS).unref();
  return {
    level: () => state.level,
    delayMs: () => delayMs,
    inFlight: () => inFlight,
    admits: (name, isVisit) => isAdmitted(name, state, inFlight) && !(isVisit && maxVisits > 0 && visits >= maxVisits),
    enter: (isVisit) => count(isVisit, 1),
    leave: (isVisit) => count(isVisit, -1),
  };
}

/**
 * Refuses requests with 503 before the event loop stalls: programs first, staff last (overload.ts), and of visitors'
 * pages those above MAX_VISITS_AT_ONCE. It stands before all work on a request.
 * @param refuse the answer, by who asks; Retry-After is added
 */
export function shedLoad(refuse: (c: Context) => Response | Promise<Response>): MiddlewareHandler {
  monitor ??= startMonitor();
  const { admits, enter, leave } = monitor;
  return async (c, next) => {
    const name = classifyRequest({ method: c.req.method, pathname: c.req.path, userAgent: c.req.header('User-Agent') ?? '' });
    if (name === null) return next();
    const visit = isVisit({ method: c.req.method, pathname: c.req.path });
    if (!admits(name, visit)) {
      shedRequests.inc({ class: name });
      const answer = await refuse(c);
      // spread, so that they do not all come back together
      answer.headers.set('Retry-After', String(RETRY_SECONDS_MIN + Math.floor(Math.random() * RETRY_SECONDS_SPREAD)));
      return answer;
    }
    enter(visit);
    await next().finally(() => leave(visit));
  };
}
