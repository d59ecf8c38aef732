import { Link } from '@remix-run/react';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export interface FilterChip {
  text: string;
  /** The search of the same list without this condition. */
  without: string;
}

/**
 * The conditions of a filter as the words of a sentence, each with the way to drop it.
 * @param lead the sentence's beginning, for example "Showing contacts"
 * @param clear the search without any condition
 */
export function FilterChips({ lead, chips, clear = '' }: { lead: string; chips: readonly FilterChip[]; clear?: string }) {
  const { t } = useTranslation('lists');
  if (chips.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-13 text-muted">
      {lead}
      {chips.map(({ text, without }) => (
        <Link key={text} to={{ search: without }} aria-label={t('filter.remove', { what: text })} className="inline-flex min-h-7 items-center gap-1 rounded-full border border-line bg-surface pr-2 pl-3 text-ink hover:border-line-strong pointer-coarse:min-h-11">
          {text}
          <X aria-hidden="true" className="size-3.5 text-muted" />
        </Link>
      ))}
      <Link to={{ search: clear }} className="ml-1 font-medium text-accent underline-offset-4 hover:underline">{t('filter.clear')}</Link>
    </p>
  );
}
