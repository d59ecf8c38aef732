import { FileDown, FileSpreadsheet, FileUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '~/ui/button';
import { Menu, MenuLink } from '~/ui/menu';

/** The catalog as a file: what the list shows out of it, or a file into it. Namespace: `catalog-import`. */
export function CatalogFileMenu({ base, search, mayImport }: { base: string; search: string; mayImport: boolean }) {
  const { t } = useTranslation('catalog-import');
  const rest = search ? `&${search}` : '';
  return (
    <Menu align="right" label={t('export.menu')} summaryClassName={buttonClass('quiet', 'normal', 'cursor-pointer max-md:px-2.5')} summary={<><FileSpreadsheet aria-hidden="true" className="size-4" /><span className="max-md:sr-only">{t('export.menu')}</span></>}>
      {(['csv', 'xlsx'] as const).map((format) => (
        <a key={format} href={`${base}/export?format=${format}${rest}`} download className="flex min-h-9 items-center gap-2.5 rounded-control px-2.5 py-1.5 text-14 hover:bg-sunken pointer-coarse:min-h-11">
          <FileDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
          {t(`export.${format}`)}
        </a>
      ))}
      {mayImport ? <MenuLink to={`${base}/import`} Icon={FileUp}>{t('export.import')}</MenuLink> : null}
    </Menu>
  );
}
