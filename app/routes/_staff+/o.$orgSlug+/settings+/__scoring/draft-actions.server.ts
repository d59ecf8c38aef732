import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import { z } from 'zod';
import type { Staff } from '~/domain/accounts/guard.server';
import { discardDraft, publishDraft, saveDraft } from '~/domain/leads/scoring-drafts.server';
import { scoringRuleTableSchema } from '~/domain/leads/scoring.schema';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

const revisionSchema = z.coerce.number().int().max(2_147_483_647);

/** Saves, publishes or discards the draft. 409 with the draft as it is now when somebody saved in between. */
export async function runDraftIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const overview = `/o/${staff.org.slug}/settings/scoring`;
  const t = await getFixedT(request, 'scoring');
  const revision = revisionSchema.safeParse(form.get('revision')).data ?? 0;
  switch (form.get('intent')) {
    case 'save': {
      const submission = parseWithZod(form, { schema: scoringRuleTableSchema });
      if (submission.status !== 'success') return data({ result: submission.reply(), current: null }, submission.status === 'error' ? 400 : 200);
      const saved = await saveDraft(staff.db, { revision, table: submission.value });
      if (!saved) return gone(overview, t('draft.gone'));
      if (!saved.ok) return data({ result: submission.reply(), current: saved.current }, 409);
      return redirectWithToast(`${overview}/draft`, { message: t('draft.saved'), tone: 'success' });
    }
    case 'publish': {
      const published = await publishDraft(staff.db, { organizationId: staff.org.id, userId: staff.user.id, revision });
      if (!published) return gone(overview, t('draft.gone'));
      if (!published.ok) return data({ result: undefined, current: published.current }, 409);
      return redirectWithToast(overview, { message: t('draft.published', { version: published.version }), tone: 'success' });
    }
    case 'discard': {
      const discarded = await discardDraft(staff.db, revision);
      if (!discarded) return gone(overview, t('draft.gone'));
      if (!discarded.ok) return data({ result: undefined, current: discarded.current }, 409);
      return redirect(overview, 303);
    }
    default:
      throw data(null, 400);
  }
}

/** Somebody else has published or discarded it. */
function gone(overview: string, message: string) {
  return redirectWithToast(overview, { message, tone: 'info' });
}
