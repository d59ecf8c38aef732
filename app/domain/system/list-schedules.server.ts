import { lastRuns } from '~/platform/jobs/job-table.server';
import type { JobState } from '~/platform/jobs/job-state';
import { definedJobs } from '~/platform/jobs/registry';
import { nextRun } from './schedules';

export interface Schedule {
  name: string;
  everySeconds: number;
  last: { at: Date; state: JobState } | null;
  nextAt: Date;
}

/** All periodic jobs with their last and next run. */
export async function listSchedules(now: Date): Promise<Schedule[]> {
  const last = await lastRuns();
  return definedJobs().flatMap(({ name, everySeconds }) => (everySeconds ? [{ name, everySeconds, last: last.get(name) ?? null, nextAt: nextRun(everySeconds, now) }] : []));
}
