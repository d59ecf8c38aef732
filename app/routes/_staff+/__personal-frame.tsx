import { Link } from '@remix-run/react';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '~/ui/preferences-form';

/** Around the pages that belong to a person and to no organisation: the ways back to work above, the language beside them. */
export function PersonalFrame({ places, children }: { places: { slug: string; name: string }[]; children: ReactNode }) {
  const { t } = useTranslation('common');
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-6 md:px-8 md:py-10">
      <nav aria-label={t('nav.organizations')} className="mb-6 flex items-center justify-between gap-4">
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {places.map(({ slug, name }) => (
            <li key={slug}>
              <Link to={`/o/${slug}`} className="flex items-center gap-1.5 rounded-control py-1 text-14 text-muted hover:text-ink">
                <ArrowLeft aria-hidden="true" className="size-4" />
                {name}
              </Link>
            </li>
          ))}
        </ul>
        <LanguageSwitch />
      </nav>
      <main id="content">{children}</main>
    </div>
  );
}
