import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

export const requestSeconds = new Histogram({
  name: 'teplo_http_request_seconds',
  help: 'Time to answer, by kind of path, method and status class',
  labelNames: ['kind', 'method', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [metrics],
});

/** A counter in the process's registry. */
export function createCounter(name: string, help: string): Counter {
  return new Counter({ name, help, registers: [metrics] });
}
