import { JOB_STATES, type JobState } from '~/platform/jobs/job-state';

export interface JobFilter {
  state: JobState | null;
  /** Name of a queue; null: all. */
  queue: string | null;
}

/** Reads the address forgivingly: what is unknown counts as not given. */
export function parseJobFilter(params: URLSearchParams, queues: readonly string[]): JobFilter {
  const [state, queue] = [params.get('state'), params.get('queue')];
  return { state: JOB_STATES.find((known) => known === state) ?? null, queue: queues.find((known) => known === queue) ?? null };
}

/** The address of a filter. */
export function jobSearch({ state, queue }: JobFilter): string {
  const params = new URLSearchParams();
  if (state) params.set('state', state);
  if (queue) params.set('queue', queue);
  const text = params.toString();
  return text ? `?${text}` : '';
}
