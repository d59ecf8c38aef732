import { Link } from '@remix-run/react';
import { SearchX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../button';
import { EmptyState } from '../empty-state';

interface Sentence {
  icon: LucideIcon;
  title: string;
  text: string;
  action?: ReactNode;
}

interface Props {
  /** Nothing was ever here; all of it is dealt with; nothing fits the filter. */
  reason: 'empty' | 'done' | 'noMatch';
  empty: Sentence;
  /** Where a list can be worked off. */
  done?: Sentence;
  noMatch?: { title: string; text: string };
  /** The search without any condition. */
  clear?: string;
}

/** Why a list shows nothing: three different sentences, each with its own next step. */
export function NoRows({ reason, empty, done, noMatch, clear = '' }: Props) {
  const { t } = useTranslation('lists');
  const sentence = reason === 'empty' ? empty : reason === 'done' ? done : undefined;
  if (sentence) return <EmptyState icon={sentence.icon} title={sentence.title} action={sentence.action}>{sentence.text}</EmptyState>;
  return (
    <EmptyState icon={SearchX} title={noMatch?.title ?? t('noMatch.title')} action={<Link to={{ search: clear }} className={buttonClass('secondary')}>{t('noMatch.action')}</Link>}>
      {noMatch?.text ?? t('noMatch.text')}
    </EmptyState>
  );
}
