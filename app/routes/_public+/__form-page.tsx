import { Clock, Link2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FORM_SECTIONS } from '~/domain/leads/form-fields';
import { sectionTrackKey } from '~/domain/leads/form-track-keys';
import { Alert } from '~/ui/alert';
import { useNonce } from '~/ui/nonce';
import { PublicForm } from '~/ui/public-form';
import type { FormErrors } from '~/ui/public-form-types';
import { Contacts, PublicFrame, type ShownOrganization } from './__public-frame';

interface FormPageProps {
  page: {
    organization: ShownOrganization;
    services: { id: string; name: string }[];
    values: Partial<Record<string, string>>;
    live: { token: string; organizationId: string; viewId: string; formVersion: string; isStrict: boolean };
    scripts: string[];
  };
  /** What a refused sending brings back. */
  refused?: {
    values: Record<string, string>;
    errors: FormErrors;
    live: { token: string; viewId: string } | null;
    retryAfter: number | null;
  };
}

/** The page of the request form: what it is about and the steps at the side, the form in one column. */
export function FormPage({ page, refused }: FormPageProps) {
  const { t } = useTranslation('form');
  const nonce = useNonce();
  const { organization, services } = page;
  return (
    <PublicFrame organization={organization}>
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[17rem_minmax(0,40rem)]">
        <aside className="flex flex-col gap-6 lg:sticky lg:top-8 lg:self-start">
          <div className="flex flex-col gap-3">
            <h1 className="text-28 font-semibold tracking-tight text-balance">{t('title')}</h1>
            <p className="text-16 text-pretty text-muted">{organization.intro ?? t('intro')}</p>
          </div>
          <ul className="flex flex-col gap-2 text-14 text-muted">
            <li className="flex gap-2.5"><Clock aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent" />{t('minutes')}</li>
            <li className="flex gap-2.5"><Link2 aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent" />{t('stateLink')}</li>
          </ul>
          <div className="hidden lg:block"><Steps /></div>
          <div className="hidden lg:block"><Contacts organization={organization} title={t('contactUs')} /></div>
        </aside>
        <main className="flex flex-col gap-4">
          {services.length > 0 ? (
            <>
              {refused?.retryAfter ? (
                <Alert tone="danger" title={t('limited.title')}>{t('limited.text', { count: refused.retryAfter })}</Alert>
              ) : null}
              <p data-draft-note className="rounded-control bg-accent-soft px-4 py-3 text-14 text-ink" role="status" hidden>{t('draftRestored')}</p>
              <p className="text-13 text-muted">{t('requiredNote')}</p>
              <PublicForm
                services={services}
                values={refused?.values ?? page.values}
                errors={refused?.errors}
                privacyUrl={organization.privacyUrl}
                live={{ ...page.live, ...refused?.live }}
              />
            </>
          ) : (
            <Alert tone="info" title={t('closed.title')}>{t('closed.text')}</Alert>
          )}
          <div className="pt-6 lg:hidden"><Contacts organization={organization} title={t('contactUs')} /></div>
        </main>
      </div>
      {page.scripts.map((src) => <script key={src} src={src} nonce={nonce} defer />)}
    </PublicFrame>
  );
}

/** Where one is; the page's script marks what is done. */
function Steps() {
  const { t } = useTranslation('form');
  return (
    <nav aria-label={t('steps')}>
      <ol className="flex flex-col">
        {FORM_SECTIONS.map(({ key }, index) => (
          <li key={key} className="group relative flex pb-3 last:pb-0">
            <a
              href={`#${sectionTrackKey(key)}`}
              data-step={index}
              className="group/step flex items-center gap-3 rounded-control text-14 text-muted hover:text-ink aria-[current=step]:font-semibold aria-[current=step]:text-ink data-done:text-ink"
            >
              <span className="grid size-7 place-items-center rounded-full border border-line-strong bg-surface text-13 tabular-nums group-aria-[current=step]/step:border-accent group-aria-[current=step]/step:text-accent group-data-done/step:border-accent group-data-done/step:bg-accent group-data-done/step:text-on-accent">
                <span className="group-data-done/step:hidden">{index + 1}</span>
                <span aria-hidden="true" className="hidden group-data-done/step:inline">✓</span>
              </span>
              {t(`sections.${key}.short`)}
            </a>
            <span aria-hidden="true" className="absolute bottom-0 left-3.5 h-3 w-px bg-line group-last:hidden" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
