import type { Staff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { cancelJob, retryFailedJobs, retryJob, runScheduleNow, type JobRefusal } from '~/domain/system/job-commands.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

type Toast = Parameters<typeof redirectWithToast>[1];
type T = Awaited<ReturnType<typeof getFixedT>>;

interface Post {
  form: FormData;
  host: { organizationId: string; userId: string };
  t: T;
}

/** One form of the page of jobs; null for another intent. It leads back to the very list from which it was sent. */
export async function runJobIntent(request: Request, { org, user }: Staff): Promise<Response | null> {
  const form = await request.formData();
  const post = { form, host: { organizationId: org.id, userId: user.id }, t: await getFixedT(request, 'system') };
  const toast = await runIntent(form.get('intent'), post);
  return toast && redirectWithToast(`/o/${org.slug}/settings/jobs${new URL(request.url).search}`, toast);
}

function runIntent(intent: FormDataEntryValue | null, post: Post): Promise<Toast> | null {
  switch (intent) {
    case 'job-retry':
      return retry(post);
    case 'job-cancel':
      return cancel(post);
    case 'queue-retry':
      return retryQueue(post);
    case 'schedule-run':
      return run(post);
    default:
      return null;
  }
}

async function retry({ form, host, t }: Post): Promise<Toast> {
  const id = form.get('id');
  const done = isUuid(id) ? await retryJob(host, id) : ({ ok: false, error: 'notFound' } as const);
  return done.ok ? { message: t('jobs.retried'), tone: 'success' } : refuse(done, t);
}

async function cancel({ form, host, t }: Post): Promise<Toast> {
  const id = form.get('id');
  const done = isUuid(id) ? await cancelJob(host, id) : ({ ok: false, error: 'notFound' } as const);
  return done.ok ? { message: t(form.get('state') === 'running' ? 'jobs.stopping' : 'jobs.cancelled'), tone: 'success' } : refuse(done, t);
}

async function retryQueue({ form, host, t }: Post): Promise<Toast> {
  const queue = form.get('queue');
  const count = typeof queue === 'string' ? await retryFailedJobs(host, queue) : null;
  if (count === null) throw new Response(null, { status: 404 });
  return count > 0 ? { message: t('jobs.retriedAll', { count }), tone: 'success' } : { message: t('jobs.nothingFailed'), tone: 'info' };
}

async function run({ form, host, t }: Post): Promise<Toast> {
  const queue = form.get('queue');
  if (typeof queue !== 'string' || !(await runScheduleNow(host, queue))) throw new Response(null, { status: 404 });
  return { message: t('jobs.begun', { queue: t(`jobs.names.${queue}`, { defaultValue: queue }) }), tone: 'success' };
}

/** Somebody else, or the job itself, was faster: that is no mistake of the person. */
function refuse(refusal: JobRefusal, t: T): Toast {
  return { message: refusal.error === 'notFound' ? t('jobs.gone') : t('jobs.tooLate', { state: t(`jobs.states.${refusal.state}`) }), tone: 'info' };
}
