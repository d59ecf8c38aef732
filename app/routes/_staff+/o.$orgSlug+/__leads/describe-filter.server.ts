import type { TFunction } from 'i18next';
import { toSearchParams, type LeadFilter } from '~/domain/leads/lead-filter';
import { formatDay } from '~/ui/format';
import type { FilterChip } from '~/ui/list/filter-chips';

interface Named {
  id: string;
  name: string;
}

/** The conditions of a filter as the words of a sentence, each with the way to drop it. The states have tabs of their own. */
export function describeFilter({ filter, t, language, services, members }: {
  filter: LeadFilter;
  t: TFunction;
  language: string;
  services: readonly Named[];
  members: readonly Named[];
}): FilterChip[] {
  const chips: FilterChip[] = [];
  const add = (text: string, change: Partial<LeadFilter>) => chips.push({ text, without: toSearchParams({ ...filter, ...change }).toString() });
  for (const priority of filter.priorities) {
    add(t(`chip.priority.${priority}`), { priorities: filter.priorities.filter((other) => other !== priority) });
  }
  if (filter.serviceId) {
    const service = services.find(({ id }) => id === filter.serviceId);
    add(service ? t('chip.service', { name: service.name }) : t('chip.unknownService'), { serviceId: null });
  }
  if (filter.assignee) add(sayAssignee(filter.assignee), { assignee: null });
  if (filter.period) add(sayPeriod(), { period: null, from: null, to: null });
  if (filter.answer) add(t(`chip.answer.${filter.answer}`), { answer: null });
  if (filter.q) add(t('chip.q', { q: filter.q }), { q: '' });
  return chips;

  function sayAssignee(assignee: string): string {
    if (assignee === 'me' || assignee === 'nobody') return t(`chip.${assignee}`);
    const member = members.find(({ id }) => id === assignee);
    return member ? t('chip.assignee', { name: member.name }) : t('chip.unknownPerson');
  }

  function sayPeriod(): string {
    const { period, from, to } = filter;
    if (period !== 'custom') return t(`chip.${period ?? 'today'}`);
    const day = (value: string) => formatDay(new Date(`${value}T00:00:00Z`), language, 'UTC');
    if (from && to) return t('chip.range', { from: day(from), to: day(to) });
    return from ? t('chip.from', { from: day(from) }) : t('chip.to', { to: day(to ?? '') });
  }
}
