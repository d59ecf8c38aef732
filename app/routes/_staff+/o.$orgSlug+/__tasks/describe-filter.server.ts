import type { TFunction } from 'i18next';
import { taskSearchParams, type TaskFilter } from '~/domain/tasks/task-filter';
import type { LinkNames } from '~/domain/tasks/task-links.server';
import { formatDay } from '~/ui/format';
import type { FilterChip } from '~/ui/list/filter-chips';
import { NO_PERIOD } from '~/domain/periods/period';

interface Context {
  filter: TaskFilter;
  t: TFunction;
  language: string;
  members: readonly { id: string; name: string }[];
  links: LinkNames;
}

/** The conditions of a filter as the words of a sentence, each with the way to drop it. The states have tabs of their own. */
export function describeTaskFilter({ filter, t, language, members, links }: Context): FilterChip[] {
  const chips: FilterChip[] = [];
  const add = (text: string, change: Partial<TaskFilter>) => chips.push({ text, without: taskSearchParams({ ...filter, ...change }).toString() });
  if (filter.assignee) add(sayPerson(filter.assignee), { assignee: null });
  if (filter.due) add(t(`chip.due.${filter.due}`), { due: null });
  for (const priority of filter.priorities) add(t(`chip.priority.${priority}`), { priorities: filter.priorities.filter((other) => other !== priority) });
  if (filter.period.period) add(t('chip.period', { on: t(`chip.onWhat.${filter.on}`), period: sayPeriod() }), { period: NO_PERIOD });
  if (filter.contactId) add(sayRecord('contact', links.contacts.get(filter.contactId)), { contactId: null });
  if (filter.dealId) add(sayRecord('deal', links.deals.get(filter.dealId)), { dealId: null });
  if (filter.leadId) add(sayRecord('request', links.leads.get(filter.leadId)), { leadId: null });
  if (filter.orderId) add(sayRecord('order', links.orders.get(filter.orderId)), { orderId: null });
  if (filter.q) add(t('chip.q', { q: filter.q }), { q: '' });
  return chips;

  function sayPerson(assignee: string): string {
    if (assignee === 'me' || assignee === 'mine' || assignee === 'nobody') return t(`chip.${assignee}`);
    const member = members.find(({ id }) => id === assignee);
    return member ? t('chip.assignee', { name: member.name }) : t('chip.unknown');
  }

  function sayRecord(kind: 'contact' | 'deal' | 'request' | 'order', name: string | undefined): string {
    return name === undefined ? t('chip.record') : t(`chip.${kind}`, { name });
  }

  function sayPeriod(): string {
    const { period, from, to } = filter.period;
    if (period !== 'custom') return t(`periods.${period ?? 'today'}`).toLocaleLowerCase(language);
    const day = (value: string) => formatDay(new Date(`${value}T00:00:00Z`), language, 'UTC');
    if (from && to) return t('chip.range', { from: day(from), to: day(to) });
    return from ? t('chip.since', { from: day(from) }) : t('chip.until', { to: day(to ?? '') });
  }
}
