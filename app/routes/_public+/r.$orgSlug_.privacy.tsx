import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { clearConsentCookie, readConsentCookie } from '~/domain/behavior/consent-cookie.server';
import { withdrawConsentOfVisitor } from '~/domain/behavior/consent.server';
import { findPublicOrganization } from '~/domain/leads/public-form.server';
import { findShownTexts } from '~/domain/privacy/consent-texts.server';
import { orgDb } from '~/platform/db.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { formatDay } from '~/ui/format';
import { presentOrganization } from './__load-form.server';
import { notFound } from './__not-found.server';
import { Contacts, PublicFrame } from './__public-frame';

export const handle = { plain: true, i18n: ['privacy', 'form'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const SECTIONS = ['who', 'form', 'scoring', 'behavior', 'consent', 'time', 'rights'] as const;
/** What this program does itself, and so is told whatever the organisation's own text says. */
const OF_THE_FORM: readonly string[] = ['scoring', 'behavior', 'consent'];

export async function loader({ params, request }: LoaderFunctionArgs) {
  const organization = (await findPublicOrganization(params.orgSlug)) ?? notFound();
  const search = new URL(request.url).searchParams;
  const asked = /^\d{1,9}$/.test(search.get('version') ?? '') ? Number(search.get('version')) : null;
  const [t, language, { privacy, behavior, versions }] = await Promise.all([getFixedT(request, 'privacy'), getLanguage(request), findShownTexts(orgDb(organization.id), asked)]);
  const { text, version, isCurrent, publishedAt } = privacy ?? notFound();
  const day = (date: Date) => formatDay(date, language, organization.timeZone);
  return {
    title: t('titleFor', { name: organization.name }),
    organization: presentOrganization(organization),
    ownText: text || null,
    behaviorText: behavior?.text || null,
    version: { number: version, isCurrent, line: t('version.line', { version, date: day(publishedAt) }) },
    others: versions.filter((other) => other.version !== version).map((other) => ({ to: `?version=${other.version}`, line: t('version.line', { version: other.version, date: day(other.publishedAt) }) })),
    hasConsent: readConsentCookie(request) !== null,
    isWithdrawn: search.has('withdrawn'),
  };
}

export async function action({ params, request }: ActionFunctionArgs) {
  const organization = (await findPublicOrganization(params.orgSlug)) ?? notFound();
  const visitorId = readConsentCookie(request);
  if (visitorId) await withdrawConsentOfVisitor(organization.id, visitorId);
  return redirect(`/r/${organization.slug}/privacy?withdrawn#withdraw`, { status: 303, headers: { 'Set-Cookie': clearConsentCookie() } });
}

export default function PrivacyPage() {
  const { organization, ownText, behaviorText, version, others, hasConsent, isWithdrawn } = useLoaderData<typeof loader>();
  const { t } = useTranslation('privacy');
  const { name } = organization;
  return (
    <PublicFrame organization={organization} isNarrow>
      <main className="flex flex-col gap-6 pt-2 md:pt-4">
        <div className="flex flex-col gap-1">
          <h1 className="text-28 font-semibold tracking-tight text-balance">{t('title')}</h1>
          <p data-version={version.number} className="text-14 text-muted">{version.line}</p>
        </div>
        {version.isCurrent ? null : <Alert tone="warm">{t('version.old')}</Alert>}
        {ownText ? (
          <section className="flex flex-col gap-2">
            <h2 className="text-16 font-semibold">{t('own', { name })}</h2>
            <p className="text-16 break-words whitespace-pre-line">{ownText}</p>
          </section>
        ) : null}
        {SECTIONS.filter((key) => !ownText || OF_THE_FORM.includes(key)).map((key) => (
          <section key={key} className="flex flex-col gap-1.5">
            <h2 className="text-16 font-semibold">{t(`sections.${key}.title`)}</h2>
            <p className={cx('text-16 text-pretty text-muted', key === 'consent' && behaviorText && 'whitespace-pre-line')}>{key === 'consent' && behaviorText ? behaviorText : t(`sections.${key}.text`, { name })}</p>
          </section>
        ))}
        <section id="withdraw" className="flex flex-col items-start gap-3 rounded-card border border-line bg-surface px-5 py-6 shadow-card">
          <h2 className="text-16 font-semibold">{t('withdraw.title')}</h2>
          {isWithdrawn ? <Alert tone="ok">{t('withdraw.done')}</Alert> : null}
          {hasConsent ? (
            <form method="post" className="flex flex-col items-start gap-3">
              <p className="text-14 text-muted">{t('withdraw.text')}</p>
              <button className={buttonClass('secondary', 'large')}>{t('withdraw.button')}</button>
            </form>
          ) : null}
          {hasConsent || isWithdrawn ? null : <p className="text-14 text-muted">{t('withdraw.none')}</p>}
        </section>
        {others.length > 0 ? (
          <section className="flex flex-col gap-1.5">
            <h2 className="text-16 font-semibold">{t('version.others')}</h2>
            <ul className="text-14">
              {others.map(({ to, line }) => <li key={to}><a href={to} className="text-accent underline underline-offset-4">{line}</a></li>)}
            </ul>
          </section>
        ) : null}
        <Contacts organization={organization} title={t('contacts')} />
        <p><a href={organization.formUrl} className={buttonClass('secondary', 'large')}>{t('back')}</a></p>
      </main>
    </PublicFrame>
  );
}

export { PublicError as ErrorBoundary } from './__public-error';
