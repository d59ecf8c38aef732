import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import type { LeadCard } from './load-card.server';

const KILOBYTE = 1024;

/** Files the client sent, pictures as pictures. */
export function CardFiles({ files }: Pick<LeadCard, 'files'>) {
  const { t, i18n } = useTranslation('leads');
  if (files.length === 0) return null;
  const size = (bytes: number) =>
    new Intl.NumberFormat(i18n.language, bytes < KILOBYTE * KILOBYTE
      ? { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }
      : { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(bytes < KILOBYTE * KILOBYTE ? Math.max(1, bytes / KILOBYTE) : bytes / KILOBYTE / KILOBYTE);
  return (
    <Card title={t('card.files')}>
      <ul className="flex flex-col gap-3">
        {files.map((file) => (
          <li key={file.id} data-row="file" data-id={file.id}>
            <a href={file.url} target="_blank" rel="noreferrer" className="flex items-center gap-3 rounded-control hover:bg-raised">
              {file.isPicture ? (
                <img src={file.url} alt="" loading="lazy" width={56} height={56} className="size-14 shrink-0 rounded-control border border-line object-cover" />
              ) : (
                <span className="grid size-14 shrink-0 place-items-center rounded-control border border-line bg-sunken text-muted"><FileText aria-hidden="true" className="size-6" /></span>
              )}
              <span className="min-w-0">
                <span className="line-clamp-2 text-14 break-words">{file.name}</span>
                <span className="text-12 text-muted">{size(file.size)}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** How the client filled the form in, only where they agreed to that being seen. */
export function CardBehavior({ card }: { card: LeadCard }) {
  const { t } = useTranslation('leads');
  const { view, lead } = card;
  if (!view) return <Card title={t('card.behavior')}><p className="text-13 text-muted">{lead.behaviorConsent ? t('card.noBehavior') : t('card.noConsent')}</p></Card>;
  const figures = [
    { label: t('card.timeOnForm'), value: view.time },
    { label: t('card.corrections'), value: view.corrections },
    { label: t('card.visits'), value: view.visitNumber ?? 1 },
  ];
  return (
    <Card title={t('card.behavior')}>
      <dl className="flex flex-col gap-1.5 text-13">
        {figures.map(({ label, value }) => (
          <div key={label} className="flex justify-between gap-3">
            <dt className="text-muted">{label}</dt>
            <dd className="font-medium tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
