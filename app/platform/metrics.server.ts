import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const registers = [metrics];

/** Labels: route is a pattern ("/o/:orgSlug/leads"), an operation of the API ("api contacts.list") or a fixed word, never an address. */
export const requests = new Counter({ name: 'teplo_http_requests_total', help: 'Answered requests, by route, method and status', labelNames: ['route', 'method', 'status'] as const, registers });

export const requestSeconds = new Histogram({
  name: 'teplo_http_request_seconds',
  help: 'Time to the beginning of an answer, by route',
  labelNames: ['route'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  registers,
});

export const shedRequests = new Counter({ name: 'teplo_shed_total', help: 'Requests refused with 503 because of overload, by their class', labelNames: ['class'] as const, registers });

export const rateLimited = new Counter({ name: 'teplo_rate_limited_total', help: 'Requests refused with 429, by the limit', labelNames: ['name'] as const, registers });

export const slowQueries = new Counter({ name: 'teplo_slow_queries_total', help: 'Statements that took longer than SLOW_QUERY_MS', registers });

export const jobSeconds = new Histogram({
  name: 'teplo_job_seconds',
  help: 'Time of a try of a job, by queue and outcome (done, failed: will be tried again, lost: no try is left)',
  labelNames: ['queue', 'outcome'] as const,
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900],
  registers,
});

export const collectedBatches = new Counter({ name: 'teplo_collect_batches_total', help: 'Batches of behaviour, by outcome: stored, skipped (unknown form version), refused', labelNames: ['outcome'] as const, registers });

export const collectedPoints = new Counter({ name: 'teplo_collect_points_total', help: 'Points of behaviour in stored batches', registers });

/** A figure that is asked for when it is read. @param read sets the gauge; a failure leaves the figure of before */
export function createGauge<L extends string>(options: { name: string; help: string; labelNames?: readonly L[]; read: (gauge: Gauge<L>) => void | Promise<void> }): Gauge<L> {
  const { name, help, labelNames = [], read } = options;
  return new Gauge<L>({
    name,
    help,
    labelNames: [...labelNames],
    registers,
    async collect() {
      await Promise.resolve(read(this)).catch(() => {});
    },
  });
}
