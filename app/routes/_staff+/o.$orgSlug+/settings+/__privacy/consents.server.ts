import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { CONSENT_KINDS, consentTextSchema } from '~/domain/privacy/consent.schema';
import { listConsentTexts, publishConsentText } from '~/domain/privacy/consent-texts.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { formatDay } from '~/ui/format';

/** The texts in force and those before them. */
export async function loadConsents(request: Request, { db, org, can }: Staff) {
  const [t, language, texts] = await Promise.all([getFixedT(request, 'personal-data'), getLanguage(request), listConsentTexts(db)]);
  const day = (date: Date) => formatDay(date, language, org.timeZone);
  return {
    title: `${t('consents.title')} · ${org.name}`,
    base: `/o/${org.slug}/settings/personal-data`,
    publicUrl: `/r/${org.slug}/privacy`,
    kinds: CONSENT_KINDS.map((kind) => {
      const versions = texts.filter((text) => text.kind === kind).map(({ version, text, publishedAt }) => ({ version, text, day: day(publishedAt) }));
      return { kind, current: versions[0] ?? { version: 0, text: '', day: '—' }, earlier: versions.slice(1) };
    }),
    canUpdate: Boolean(can('personalData', 'update')),
  };
}

/** Publishes a new version: 400 with messages, 409 when somebody was faster. */
export async function runConsentIntent(request: Request, { org, user }: Staff) {
  const form = await request.formData();
  if (form.get('intent') !== 'publish') throw data(null, 400);
  const submission = parseWithZod(form, { schema: consentTextSchema });
  const kind = String(form.get('kind'));
  if (submission.status !== 'success') return data({ kind, result: submission.reply(), error: null, current: null }, 400);
  const published = await publishConsentText({ organizationId: org.id, userId: user.id }, submission.value, new Date());
  if (!published.ok) {
    const current = published.error === 'stale' ? { version: published.current.version, text: published.current.text } : null;
    return data({ kind, result: submission.reply(), error: published.error, current }, published.error === 'stale' ? 409 : 400);
  }
  const t = await getFixedT(request, 'personal-data');
  return redirectWithToast(`/o/${org.slug}/settings/personal-data/consents`, { message: t('consents.published', { version: published.version }), tone: 'success' });
}
