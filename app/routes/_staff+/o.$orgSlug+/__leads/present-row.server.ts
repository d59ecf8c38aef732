import type { TFunction } from 'i18next';
import type { MemberName } from '~/domain/accounts/members/members.server';
import type { LeadRow } from '~/domain/leads/list-leads.server';
import { formatDateTime, formatDuration, sayTime } from '~/ui/format';

interface Context {
  t: TFunction;
  language: string;
  timeZone: string;
  now: Date;
  services: readonly { id: string; name: string }[];
  members: readonly MemberName[];
}

export type ClockTone = 'over' | 'soon' | 'wait' | 'done';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** One unit is enough in a list: minutes under an hour, hours beyond. */
function coarse(ms: number): number {
  const unit = ms < HOUR ? MINUTE : HOUR;
  return Math.max(unit, Math.floor(ms / unit) * unit);
}

/**
 * Makes the function that turns rows into what the page shows, word for word. Whatever is the same for all rows is looked
 * up once: the list is drawn many times a second.
 */
export function createRowPresenter(context: Context) {
  const { t, language, timeZone, now } = context;
  const services = new Map(context.services.map(({ id, name }) => [id, name]));
  const members = new Map(context.members.map(({ id, name }) => [id, name]));
  const sayClock = createClockWords(context);
  const why = t('score.why', { budget: '{b}', size: '{s}', urgency: '{u}', version: '{v}' });
  const nobody = t('nobody');
  return (row: LeadRow) => ({
    id: row.id,
    name: `${row.firstName} ${row.lastName}`,
    niche: row.businessNiche,
    service: services.get(row.serviceId) ?? '',
    priority: row.priority,
    score: row.score,
    why: explain(row),
    clock: sayClock(row),
    assignee: row.assigneeId ? (members.get(row.assigneeId) ?? '') : nobody,
    isUnassigned: row.assigneeId === null,
    state: row.state,
    arrived: sayTime(row.createdAt, now, language, timeZone),
    arrivedAt: formatDateTime(row.createdAt, language, timeZone),
  });

  function explain(row: LeadRow): string {
    const parts = why
      .replace('{b}', String(row.budgetPoints))
      .replace('{s}', String(row.sizePoints))
      .replace('{u}', String(row.urgencyPoints))
      .replace('{v}', String(row.scoringVersion));
    return row.isOverridden ? `${t('score.overridden', { rule: row.ruleScore })}: ${parts}` : parts;
  }
}

export type ShownLead = ReturnType<ReturnType<typeof createRowPresenter>>;

interface Clocked {
  state: string;
  responseDueAt: Date | null;
  respondedAt: Date | null;
}

/** How long the client still waits, in words. Under an hour it is a span, beyond that the moment itself says more. */
export function createClockWords({ t, language, timeZone, now }: Pick<Context, 't' | 'language' | 'timeZone' | 'now'>) {
  const [over, left, until] = [t('clock.over', { span: '{}' }), t('clock.left', { span: '{}' }), t('clock.until', { when: '{}' })];
  const answered = { tone: 'done' as ClockTone, text: t('clock.answered') };
  const none = { tone: 'done' as ClockTone, text: t('clock.none') };
  return ({ state, responseDueAt, respondedAt }: Clocked): { tone: ClockTone; text: string } => {
    if (respondedAt) return answered;
    if (!responseDueAt || (state !== 'NEW' && state !== 'IN_PROGRESS')) return none;
    const ms = responseDueAt.getTime() - now.getTime();
    const span = (length: number) => formatDuration(coarse(length), language);
    if (ms <= 0) return { tone: 'over', text: over.replace('{}', span(-ms)) };
    if (ms < HOUR) return { tone: 'soon', text: left.replace('{}', span(ms)) };
    return { tone: 'wait', text: until.replace('{}', sayTime(responseDueAt, now, language, timeZone)) };
  };
}
