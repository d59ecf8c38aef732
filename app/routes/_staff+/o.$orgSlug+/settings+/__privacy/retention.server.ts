import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { RETENTION, RETENTION_KINDS } from '~/domain/privacy/retention';
import { retentionSchema } from '~/domain/privacy/retention.schema';
import { findRetention, saveRetention } from '~/domain/privacy/retention.server';
import { countExpired } from '~/domain/privacy/retention-sweep.server';
import { COUNT_MAX } from '~/platform/db/count-up-to';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { formatNumber } from '~/ui/format';

/** The periods with their bounds, and how much would go now. */
export async function loadRetention(request: Request, { db, org, can }: Staff) {
  const [t, language, periods] = await Promise.all([getFixedT(request, 'personal-data'), getLanguage(request), findRetention(db)]);
  const counts = await countExpired(db, org.id, periods, new Date());
  const shown = (count: number) => (count > COUNT_MAX ? `${formatNumber(COUNT_MAX, language)}+` : formatNumber(count, language));
  return {
    title: `${t('retention.title')} · ${org.name}`,
    base: `/o/${org.slug}/settings/personal-data`,
    kinds: RETENTION_KINDS.map((kind) => ({
      kind,
      days: periods[kind],
      count: counts[kind],
      effect: counts[kind] > 0 ? t('retention.now', { count: counts[kind], shown: shown(counts[kind]) }) : t('retention.nothing'),
      ...RETENTION[kind],
    })),
    canUpdate: Boolean(can('personalData', 'update')),
  };
}

/** Saves the period of one kind: 400 outside its bounds, 409 when somebody changed it meanwhile. */
export async function runRetentionIntent(request: Request, { org, user }: Staff) {
  const form = await request.formData();
  if (form.get('intent') !== 'retention') throw data(null, 400);
  const kind = RETENTION_KINDS.find((known) => known === form.get('kind'));
  if (!kind) throw data(null, 400);
  const typed = String(form.get('days') ?? '');
  const input = retentionSchema.safeParse({ kind, days: typed, seen: String(form.get('seen') ?? '') });
  if (!input.success) return data({ kind, typed, error: 'notAllowed' as const, current: null }, 400);
  const saved = await saveRetention({ organizationId: org.id, userId: user.id }, input.data);
  if (!saved.ok) return data({ kind, typed, error: saved.error, current: 'current' in saved ? saved.current : null }, saved.error === 'stale' ? 409 : 400);
  const t = await getFixedT(request, 'personal-data');
  return redirectWithToast(`/o/${org.slug}/settings/personal-data/retention`, { message: t('retention.saved'), tone: 'success' });
}
