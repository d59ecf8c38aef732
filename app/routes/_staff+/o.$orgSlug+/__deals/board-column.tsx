import { useDroppable } from '@dnd-kit/core';
import { Link } from '@remix-run/react';
import { ChevronsLeft, ChevronsRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '~/ui/button';
import { BoardCard } from './board-card';
import type { ShownColumn } from './load-board.server';
import { PlaceMark } from './place-mark';

interface Props {
  column: ShownColumn;
  base: string;
  page: string;
  /** Whether the card that is being dragged may come here; null: none is. */
  isTarget: boolean | null;
  isLoading: boolean;
  onMore: () => void;
}

/** A column of the board: its name, how many deals and how much money, the cards, and the way to more of them. */
export function BoardColumn({ column, base, page, isTarget, isLoading, onMore }: Props) {
  const { t } = useTranslation('deals');
  const { key, label, count, shownCount, sums, cards, more, isFolded, foldTo, listSearch } = column;
  const { setNodeRef, isOver } = useDroppable({ id: key });
  const headingId = `column-title-${key}`;
  if (isFolded && foldTo !== null) {
    return (
      <section ref={setNodeRef} aria-labelledby={headingId} className="board-column" data-folded="" data-target={isTarget ?? undefined} data-over={isOver || undefined} data-column={key}>
        <Link to={{ search: foldTo }} preventScrollReset title={t('board.unfold', { column: label })}>
          <ChevronsRight aria-hidden="true" className="size-4" />
          <h2 id={headingId}>{label}</h2>
          <span data-metric="deals-in-column" data-value={count}>{shownCount}</span>
        </Link>
      </section>
    );
  }
  return (
    <section ref={setNodeRef} id={`column-${key}`} aria-labelledby={headingId} className="board-column" data-target={isTarget ?? undefined} data-over={isOver || undefined} data-column={key}>
      <header>
        <div>
          <PlaceMark state={column.state} color={column.color} />
          <h2 id={headingId} title={column.probability === null ? undefined : t('board.probability', { percent: column.probability })}>{label}</h2>
          <span data-metric="deals-in-column" data-value={count}>{shownCount}</span>
          {foldTo !== null ? (
            <Link to={{ search: foldTo }} preventScrollReset aria-label={t('board.fold', { column: label })} title={t('board.fold', { column: label })} className="ml-auto text-muted hover:text-ink">
              <ChevronsLeft aria-hidden="true" className="size-4" />
            </Link>
          ) : null}
        </div>
        <p>{sums.length > 0 ? sums.map((sum) => <span key={sum.currency} title={sum.exact} data-metric={`deals-sum-${sum.currency}`} data-value={sum.value}>{sum.text}</span>) : <span>{t('board.noSum')}</span>}</p>
      </header>
      <ul>
        {cards.map((card) => <BoardCard key={card.id} card={card} base={base} page={page} />)}
      </ul>
      {cards.length === 0 ? <p className="board-empty">{t('board.empty')}</p> : null}
      {more ? (
        <Link
          to={{ search: listSearch }}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onMore();
          }}
          aria-busy={isLoading || undefined}
          className={buttonClass('quiet', 'small', 'm-2')}
        >
          {isLoading ? t('board.loading') : t('board.more', { count: Math.max(1, count - cards.length) })}
        </Link>
      ) : null}
    </section>
  );
}
