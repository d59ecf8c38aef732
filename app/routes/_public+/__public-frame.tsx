import { Mail, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/class-names';
import { LanguageSwitch } from '~/ui/preferences-form';

export interface ShownOrganization {
  name: string;
  contactPhone: string | null;
  contactEmail: string | null;
  intro: string | null;
  formUrl: string;
  privacyUrl: string;
  logoUrl: string | null;
}

/** Head and foot of the pages that visitors see: whose page it is, its language, where to ask. */
export function PublicFrame({ organization, isNarrow = false, children }: { organization: ShownOrganization; isNarrow?: boolean; children: ReactNode }) {
  const { t } = useTranslation('form');
  return (
    <div className={cx('mx-auto flex min-h-dvh flex-col px-4 md:px-8', isNarrow ? 'max-w-[44rem]' : 'max-w-[44rem] lg:max-w-[64rem]')}>
      <header className="flex items-center justify-between gap-4 py-4 md:py-6">
        <a href={organization.formUrl} className="flex min-w-0 items-center gap-3 text-16 font-semibold">
          <Logo organization={organization} />
          <span className="line-clamp-2 break-words">{organization.name}</span>
        </a>
        <LanguageSwitch className="shrink-0" />
      </header>
      {children}
      <footer className="mt-auto flex flex-wrap gap-x-6 gap-y-2 pt-12 pb-8 text-13 text-muted">
        <a href={organization.privacyUrl} className="underline underline-offset-4 hover:text-ink">{t('privacy')}</a>
      </footer>
    </div>
  );
}

function Logo({ organization: { logoUrl, name } }: { organization: ShownOrganization }) {
  if (logoUrl) return <img src={logoUrl} alt="" width={40} height={40} className="size-10 shrink-0 rounded-control object-contain" />;
  return (
    <span aria-hidden="true" className="grid size-10 shrink-0 place-items-center rounded-control bg-accent text-20 font-semibold text-on-accent">
      {[...name][0]?.toUpperCase()}
    </span>
  );
}

/** Phone and e-mail of the organisation; nothing when it gives neither. */
export function Contacts({ organization: { contactPhone, contactEmail }, title }: { organization: ShownOrganization; title: string }) {
  if (!contactPhone && !contactEmail) return null;
  const link = 'flex min-h-8 items-center gap-2.5 self-start font-medium text-ink underline-offset-4 hover:underline pointer-coarse:min-h-11';
  return (
    <div className="flex flex-col gap-1 text-14">
      <p className="text-13 text-muted">{title}</p>
      {contactPhone ? (
        <a href={`tel:${contactPhone.replace(/[^\d+]/g, '')}`} className={link}>
          <Phone aria-hidden="true" className="size-4 text-accent" />
          {contactPhone}
        </a>
      ) : null}
      {contactEmail ? (
        <a href={`mailto:${contactEmail}`} className={link}>
          <Mail aria-hidden="true" className="size-4 text-accent" />
          <span className="break-all">{contactEmail}</span>
        </a>
      ) : null}
    </div>
  );
}
