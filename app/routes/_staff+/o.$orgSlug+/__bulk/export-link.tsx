import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '~/ui/button';

/** What the list shows, as a file; an icon on a phone. Namespace: `exports`. */
export function ExportLink({ to, search }: { to: string; search: string }) {
  const { t } = useTranslation('exports');
  return (
    <a href={`${to}${search ? `?${search}` : ''}`} download className={buttonClass('quiet', 'normal', 'max-md:px-2.5')}>
      <Download aria-hidden="true" className="size-4" />
      <span className="max-md:sr-only">{t('download')}</span>
    </a>
  );
}
