import type { TFunction } from 'i18next';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { dealSearchParams, type DealFilter } from '~/domain/deals/deal-filter';
import type { LostReasonRow, PipelineRow } from '~/domain/deals/list-pipelines.server';
import { formatMoney } from '~/domain/money/money-text';
import { NO_PERIOD } from '~/domain/periods/period';
import { formatDay } from '~/ui/format';
import type { FilterChip } from '~/ui/list/filter-chips';

interface Named {
  id: string;
  name: string;
}

export interface FilterWords {
  filter: DealFilter;
  t: TFunction;
  language: string;
  currency: string;
  pipelines: readonly PipelineRow[];
  reasons: readonly LostReasonRow[];
  members: readonly Named[];
  fields: readonly CustomField[];
  /** Of the client that the filter names; null where the person sees none of this id. */
  contactName: string | null;
  /** Makes the address of the same page with another filter. */
  toSearch: (filter: DealFilter) => string;
}

/** The conditions of a filter as the words of a sentence, each with the way to drop it. The states have tabs of their own. */
export function describeFilter(words: FilterWords): FilterChip[] {
  const { filter, t, language, pipelines, reasons, members, fields, toSearch } = words;
  const chips: FilterChip[] = [];
  const add = (text: string, change: Partial<DealFilter>) => chips.push({ text, without: toSearch({ ...filter, ...change }) });
  const stages = pipelines.flatMap((pipeline) => pipeline.stages);
  const nameOf = (rows: readonly Named[], id: string) => rows.find((row) => row.id === id)?.name ?? t('chip.unknown');
  if (filter.pipelineId) add(t('chip.pipeline', { name: nameOf(pipelines, filter.pipelineId) }), { pipelineId: null, stageId: null, passedStageId: null });
  if (filter.stageId) add(t('chip.stage', { name: nameOf(stages, filter.stageId) }), { stageId: null });
  if (filter.outcome) add(t(`chip.outcome.${filter.outcome}`), { outcome: null });
  if (filter.owner === 'me' || filter.owner === 'mine' || filter.owner === 'nobody') add(t(`chip.owner.${filter.owner}`), { owner: null });
  else if (filter.owner) add(t('chip.owner.named', { name: nameOf(members, filter.owner) }), { owner: null });
  if (filter.contactId) add(t('chip.contact', { name: words.contactName ?? t('chip.unknown') }), { contactId: null });
  if (filter.lostReasonId) add(t('chip.lostReason', { name: nameOf(reasons, filter.lostReasonId) }), { lostReasonId: null });
  if (filter.isRotting) add(t('chip.rotting'), { isRotting: false });
  if (filter.currency) add(t('chip.currency', { code: filter.currency }), { currency: null });
  for (const tag of filter.tags) add(t('chip.tag', { tag }), { tags: filter.tags.filter((other) => other !== tag) });
  if (filter.period.period) add(t('chip.period', { what: t(`on.${filter.on}`), when: sayPeriod(filter, t, language) }), { period: NO_PERIOD, on: 'created' });
  if (filter.passedStageId) {
    const name = filter.passedStageId === 'work' ? t('state.IN_PROGRESS') : nameOf(stages, filter.passedStageId);
    add(filter.left ? t(`chip.left.${filter.left}`, { name }) : t('chip.passed', { name }), { passedStageId: null, left: null });
  }
  const money = (amount: string) => formatMoney(amount, filter.currency ?? words.currency, language);
  if (filter.minAmount) add(t('chip.minAmount', { amount: money(filter.minAmount) }), { minAmount: null });
  if (filter.maxAmount) add(t('chip.maxAmount', { amount: money(filter.maxAmount) }), { maxAmount: null });
  for (const condition of filter.custom) {
    const label = fields.find(({ key }) => key === condition.key)?.label ?? condition.key;
    const value = condition.type === 'TEXT' ? condition.text : condition.type === 'CHOICE' ? condition.options.join(', ') : condition.type === 'YES_NO' ? t(condition.value ? 'common:yes' : 'common:no') : [condition.from, condition.to].map((side) => side ?? '…').join(' – ');
    add(`${label}: ${value}`, { custom: filter.custom.filter((other) => other !== condition) });
  }
  if (filter.q) add(t('chip.q', { q: filter.q }), { q: '' });
  return chips;
}

function sayPeriod({ period: { period, from, to } }: DealFilter, t: TFunction, language: string): string {
  if (period !== 'custom') return t(`period.${period ?? 'today'}`);
  const day = (value: string) => formatDay(new Date(`${value}T00:00:00Z`), language, 'UTC');
  if (from && to) return from === to ? day(from) : t('chip.range', { from: day(from), to: day(to) });
  return from ? t('chip.from', { from: day(from) }) : t('chip.to', { to: day(to ?? '') });
}

/** The search of a page of deals: the filter, the view and its month, the columns of the list. */
export function dealPageSearch(filter: DealFilter, { view, month, columns, isClosedShown }: { view: string; month?: string | null; columns?: string | null; isClosedShown?: boolean }): string {
  const params = dealSearchParams(filter);
  if (view !== 'list') params.set('view', view);
  if (month) params.set('month', month);
  if (columns) params.set('columns', columns);
  if (isClosedShown) params.set('closed', 'show');
  return params.toString();
}
