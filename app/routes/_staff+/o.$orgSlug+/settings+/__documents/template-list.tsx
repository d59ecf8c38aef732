import { Link } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DocumentKind } from '~/domain/documents/document-kinds';
import { Card } from '~/ui/card';
import { formatDay } from '~/ui/format';

interface Props {
  templates: { kind: DocumentKind; version: number; savedAt: Date | null; title: string }[];
  base: string;
  timeZone: string;
}

/** The words of each kind of document, and which version of them counts. */
export function TemplateList({ templates, base, timeZone }: Props) {
  const { t, i18n } = useTranslation('documents');
  return (
    <Card title={t('templates.heading')}>
      <p className="-mt-2 mb-3 max-w-prose text-13 text-muted">{t('templates.intro')}</p>
      <ul className="-mx-2 flex flex-col">
        {templates.map(({ kind, version, savedAt, title }) => (
          <li key={kind} data-row="template" data-id={kind} className="relative flex min-h-11 items-center gap-3 rounded-control px-2 py-1.5 hover:bg-raised">
            <div className="min-w-0 flex-1">
              <Link to={`${base}/${kind.toLowerCase()}`} className="text-14 font-medium after:absolute after:inset-0 hover:text-accent">{t(`kinds.${kind}`)}</Link>
              <p className="truncate text-12 text-muted">{title}</p>
            </div>
            <p className="shrink-0 text-12 text-muted">{savedAt ? t('templates.version', { version, day: formatDay(savedAt, i18n.language, timeZone) }) : t('templates.standard')}</p>
            <ChevronRight aria-hidden="true" className="size-4 text-muted" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
