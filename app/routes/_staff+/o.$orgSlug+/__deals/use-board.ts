import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { columnKey } from '~/domain/deals/board-columns';
import type { Board, ShownColumn } from './load-board.server';
import type { ShownDeal } from './present-deal.server';

interface Options {
  board: Board;
  /** Where moves go and further cards come from. */
  moveUrl: string;
  search: string;
}

interface Pending {
  to: string;
  /** Of the card when it was moved: as soon as the board shows a later one, the move is done. */
  version: number;
}

interface Further {
  /** The place from which these cards were loaded: when the first cards have changed since, they are loaded anew. */
  after: string;
  cards: ShownDeal[];
  more: string | null;
}

interface MoveAnswer {
  ok: boolean;
  ask?: boolean;
  message?: string;
}

/**
 * The columns as they are shown: the first cards of each, further ones loaded on demand, and the moves that the server has
 * not answered yet. A refused card goes back and the board is read again.
 */
export function useBoard({ board, moveUrl, search }: Options) {
  const { t } = useTranslation('deals');
  const { revalidate } = useRevalidator();
  const [pending, setPending] = useState<Readonly<Record<string, Pending>>>({});
  const [further, setFurther] = useState<Readonly<Record<string, Further>>>({});
  const [loading, setLoading] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const loaded = withFurther(board.columns, further);
  const cards = new Map(loaded.flatMap((column) => column.cards.map((card) => [card.id, card])));
  const placeOf = (card: ShownDeal) => {
    const moved = pending[card.id];
    return moved?.version === card.version ? moved.to : columnKey(card);
  };

  async function move(card: ShownDeal, to: string, ask: () => void) {
    setRefusal(null);
    setPending((moves) => ({ ...moves, [card.id]: { to, version: card.version } }));
    const answer = await post(moveUrl, { id: card.id, to, version: String(card.version) });
    if (!answer?.ok) {
      setPending((moves) => Object.fromEntries(Object.entries(moves).filter(([id]) => id !== card.id)));
      if (answer?.ask) return ask();
      setRefusal(answer?.message ?? t('board.failed'));
    }
    revalidate();
  }

  async function loadMore(key: string) {
    const column = loaded.find((known) => known.key === key);
    const first = board.columns.find((known) => known.key === key);
    if (!column?.more || !first?.more || loading) return;
    setLoading(key);
    const params = new URLSearchParams(search);
    params.set('board', board.pipelineId ?? '');
    params.set('column', key);
    params.set('after', column.more);
    const page = await read<{ cards: ShownDeal[]; more: string | null }>(`${moveUrl}?${params.toString()}`);
    setLoading(null);
    if (!page) return setRefusal(t('board.failed'));
    const { more: after } = first;
    setFurther((all) => {
      const known = all[key]?.after === after ? all[key].cards : [];
      return { ...all, [key]: { after, cards: [...known, ...page.cards], more: page.more } };
    });
  }

  return {
    columns: withMoves(loaded, cards, placeOf),
    cardById: (id: string) => cards.get(id),
    columnOf: placeOf,
    move,
    loadMore,
    loading,
    refusal,
  };
}

function withFurther(columns: readonly ShownColumn[], further: Readonly<Record<string, Further>>): ShownColumn[] {
  const first = new Set(columns.flatMap((column) => column.cards.map(({ id }) => id)));
  return columns.map((column) => {
    const rest = further[column.key];
    if (!rest || rest.after !== column.more) return column;
    return { ...column, cards: [...column.cards, ...rest.cards.filter(({ id }) => !first.has(id))], more: rest.more };
  });
}

/** Moved cards stand at the top of their new column, and are counted there. */
function withMoves(columns: readonly ShownColumn[], cards: ReadonlyMap<string, ShownDeal>, placeOf: (card: ShownDeal) => string): ShownColumn[] {
  const moved = [...cards.values()].filter((card) => placeOf(card) !== columnKey(card));
  if (moved.length === 0) return [...columns];
  return columns.map((column) => {
    const arrived = moved.filter((card) => placeOf(card) === column.key);
    const left = moved.filter((card) => columnKey(card) === column.key);
    if (arrived.length === 0 && left.length === 0) return column;
    const count = column.count + arrived.length - left.length;
    return { ...column, count, shownCount: String(count), cards: [...arrived, ...column.cards.filter((card) => !left.includes(card))] };
  });
}

async function post(url: string, fields: Record<string, string>): Promise<MoveAnswer | null> {
  return read<MoveAnswer>(url, { method: 'POST', body: new URLSearchParams(fields) });
}

/** Null when there is no answer that can be understood: the connection is gone, or the session. */
async function read<T>(url: string, init?: RequestInit): Promise<T | null> {
  try {
    const response = await fetch(url, { ...init, headers: { Accept: 'application/json' } });
    const isJson = response.headers.get('Content-Type')?.includes('json');
    return isJson ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}
