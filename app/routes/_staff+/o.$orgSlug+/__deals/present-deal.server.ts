import type { TFunction } from 'i18next';
import { isWithinScope, type DealActor } from '~/domain/deals/deal-command';
import type { CurrencySum, DealRow } from '~/domain/deals/list-deals.server';
import type { PipelineRow } from '~/domain/deals/list-pipelines.server';
import type { DealPlace, DealState } from '~/domain/deals/lifecycle';
import { isOpen } from '~/domain/deals/lifecycle';
import type { StageColor } from '~/domain/deals/stage-colors';
import { formatMoney, formatMoneyShort } from '~/domain/money/money-text';
import { moneyText } from '~/domain/money/money';
import { formatDateTime, formatDay, sayTime } from '~/ui/format';

export interface DealWords {
  t: TFunction;
  language: string;
  timeZone: string;
  now: Date;
  /** Of the organisation's zone, yyyy-mm-dd. */
  today: string;
  names: ReadonlyMap<string, string>;
  pipelines: readonly PipelineRow[];
  /** Whose deals the person may move; null: nobody's. */
  mover: Pick<DealActor, 'scope' | 'userId'> | null;
}

/** A deal as a row of the list and as a card of the board show it. */
export function createDealPresenter({ t, language, timeZone, now, today, names, pipelines, mover }: DealWords) {
  const place = createPlacePresenter(t, pipelines);
  return (deal: DealRow) => {
    const amount = deal.amount && moneyText(deal.amount);
    const close = deal.expectedCloseDay?.toISOString().slice(0, 10) ?? null;
    const quiet = Math.floor((now.getTime() - Math.max(deal.updatedAt.getTime(), deal.lastActivityAt?.getTime() ?? 0)) / 86_400_000);
    return {
      id: deal.id,
      title: deal.title,
      client: deal.contactName,
      state: deal.state,
      stageId: deal.stageId,
      version: deal.version,
      place: place(deal),
      amount: amount ? { text: formatMoney(amount, deal.currency, language), value: amount } : null,
      close: close ? { text: sayDay(close, today, language), isPast: close < today && isOpen(deal.state) } : null,
      owner: deal.ownerId ? (names.get(deal.ownerId) ?? '') : null,
      rotting: deal.isRotting ? { text: t('rotting', { count: quiet }), short: t('idle', { count: quiet }) } : null,
      tags: deal.tags.join(', '),
      created: { text: sayTime(deal.createdAt, now, language, timeZone), exact: formatDateTime(deal.createdAt, language, timeZone) },
      updated: { text: sayTime(deal.updatedAt, now, language, timeZone), exact: formatDateTime(deal.updatedAt, language, timeZone) },
      mayMove: mover !== null && isWithinScope(mover, deal),
    };
  };
}

export type ShownDeal = ReturnType<ReturnType<typeof createDealPresenter>>;

export interface ShownPlace {
  state: DealState;
  text: string;
  color: StageColor | null;
}

/** Where a deal stands, in words: its stage while it is worked on, its state otherwise. */
export function createPlacePresenter(t: TFunction, pipelines: readonly PipelineRow[]) {
  const stages = new Map(pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => [stage.id, stage])));
  return ({ state, stageId }: DealPlace): ShownPlace => {
    const stage = stageId ? stages.get(stageId) : undefined;
    return { state, text: stage?.name ?? t(`state.${state}`), color: stage?.color ?? null };
  };
}

/** Sums by currency as people read them, with the plain number. */
export function presentSums(sums: readonly CurrencySum[], language: string, isShort = false) {
  const format = isShort ? formatMoneyShort : formatMoney;
  return sums.map(({ currency, amount }) => ({ currency, value: amount, text: format(amount, currency, language), exact: formatMoney(amount, currency, language) }));
}

/** A day without its year, when that is the present one: 12 дек. */
export function sayDay(day: string, today: string, language: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (day.slice(0, 4) !== today.slice(0, 4)) return formatDay(date, language, 'UTC');
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(date);
}
