import type { TFunction } from 'i18next';
import type { MemberName } from '~/domain/accounts/members/members.server';
import { localDay } from '~/domain/behavior/local-day';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import type { ExportedDeal } from '~/domain/deals/export-deals.server';
import type { ExportedTask } from '~/domain/tasks/export-tasks.server';
import { minutesAt } from '~/domain/time/zoned-time';
import { joinTags } from '~/domain/tags/tags';
import { customCell } from './custom-cell';
import type { ExportCell, ExportTable } from './export-rows.server';

interface Words {
  members: readonly MemberName[];
  /** Of the namespace `exports`. */
  t: TFunction;
  language: string;
  fileName: string;
  /** Days are of this zone. */
  timeZone: string;
}

const COLUMNS = ['title', 'contact', 'amount', 'currency', 'state', 'pipeline', 'stage', 'expectedClose', 'owner', 'tags', 'lostReason', 'created', 'won', 'lost', 'notes', 'id'] as const;

/** Deals as a table. */
export function dealTable({ deals, customFields, members, t, language, fileName, timeZone }: Words & { deals: AsyncIterable<ExportedDeal>; customFields: readonly CustomField[] }): ExportTable {
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const words = { yes: t('yes'), no: t('no') };
  const day = (date: Date | null) => date && localDay(date, timeZone);
  async function* rows(): AsyncGenerator<ExportCell[]> {
    for await (const deal of deals) {
      yield [
        deal.title, deal.contactName, moneyCell(deal.amount), deal.currency, t(`state.${deal.state}`), deal.pipelineName, deal.stageName, deal.expectedCloseDay,
        deal.ownerId ? (names.get(deal.ownerId) ?? null) : null, joinTags(deal.tags), deal.lostReason, day(deal.createdAt), day(deal.wonAt), day(deal.lostAt), deal.notes, deal.id,
        ...customFields.map((field) => customCell(field, deal.custom[field.key], words)),
      ];
    }
  }
  return { fileName, language, rows: rows(), heads: [...COLUMNS.map((name) => t(`deal.${name}`)), ...customFields.map(({ label }) => label)] };
}

const TASK_COLUMNS = ['title', 'state', 'priority', 'due', 'assignee', 'created', 'done', 'description', 'id'] as const;

/** Tasks as a table. */
export function taskTable({ tasks, members, t, language, fileName, timeZone }: Words & { tasks: AsyncIterable<ExportedTask> }): ExportTable {
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const day = (date: Date | null) => date && localDay(date, timeZone);
  async function* rows(): AsyncGenerator<ExportCell[]> {
    for await (const task of tasks) {
      const due = task.dueAt && (task.hasTime ? `${localDay(task.dueAt, timeZone)} ${clock(minutesAt(task.dueAt, timeZone))}` : localDay(task.dueAt, timeZone));
      yield [
        task.title, t(`taskState.${task.state}`), t(`priority.${task.priority}`), due, task.assigneeId ? (names.get(task.assigneeId) ?? null) : null,
        day(task.createdAt), day(task.doneAt), task.description, task.id,
      ];
    }
  }
  return { fileName, language, rows: rows(), heads: TASK_COLUMNS.map((name) => t(`task.${name}`)) };
}

/** A number to calculate with, as long as it is one exactly. */
export function moneyCell(amount: string | null): number | string | null {
  return amount !== null && Number(amount).toFixed(2) === amount ? Number(amount) : amount;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
