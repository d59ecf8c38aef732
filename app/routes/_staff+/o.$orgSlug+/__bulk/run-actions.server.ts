import { data, redirect, type ActionFunctionArgs } from '@remix-run/node';
import { cancelRun } from '~/domain/background-runs/work-on-run.server';
import { resumeBulk, undoBulk } from '~/domain/bulk/bulk-runs.server';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { requireRun } from './load-run.server';
import { sayCounts } from './run-bulk-intent.server';

/** Stops a run, lets it go on, or takes it back. 400 for an unknown intent. */
export async function runRunIntent(args: ActionFunctionArgs) {
  const { staff, run } = await requireRun(args);
  const form = await args.request.formData();
  const t = await getFixedT(args.request, 'runs');
  const here = `/o/${staff.org.slug}/runs/${run.id}`;
  const { search } = new URL(args.request.url);
  switch (form.get('intent')) {
    case 'cancel': {
      const done = await cancelRun(staff.db, run.id);
      return redirectWithToast(here + search, { message: t(done ? 'cancelled' : 'wasOver'), tone: 'info' });
    }
    case 'resume':
      await resumeBulk({ organizationId: staff.org.id, runId: run.id });
      return redirect(here + search, 303);
    case 'undo': {
      const back = safeRedirect(form.get('returnTo'), here);
      const result = await undoBulk({ organizationId: staff.org.id, userId: staff.user.id }, run.id, new Date());
      if (!result.ok) return redirectWithToast(back, { message: t(`errors.${result.error}`), tone: 'info' });
      const page = `/o/${staff.org.slug}/runs/${result.runId}?${new URLSearchParams({ returnTo: back }).toString()}`;
      if (!result.run || result.run.counts.conflict) return redirect(page, 303);
      return redirectWithToast(back, { message: sayCounts(t, result.run), tone: 'success' });
    }
    default:
      throw data(null, 400);
  }
}
