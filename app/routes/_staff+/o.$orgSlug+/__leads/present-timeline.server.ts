import type { TFunction } from 'i18next';
import { z } from 'zod';
import type { listLeadActivities } from '~/domain/activities/activities.server';
import { QUARANTINE_REASONS } from '~/domain/leads/spam';
import { formatDateTime, sayTime } from '~/ui/format';

type Activity = Awaited<ReturnType<typeof listLeadActivities>>['rows'][number];

interface Context {
  t: TFunction;
  language: string;
  timeZone: string;
  now: Date;
  names: ReadonlyMap<string, string>;
  /** Which entries of people the person may edit and delete. */
  canEdit: (authorId: string | null) => boolean;
  canDelete: (authorId: string | null) => boolean;
}

/** Everything that any event writes; each reads what it knows. */
const eventData = z
  .object({
    from: z.union([z.string(), z.number()]).nullable(),
    to: z.union([z.string(), z.number()]).nullable(),
    reason: z.string().nullable(),
    score: z.number(),
    quarantineReason: z.string().nullable(),
    changed: z.record(z.string(), z.string()),
    files: z.array(z.string()),
    isUndo: z.boolean(),
    isTakenBack: z.boolean(),
  })
  .partial();
type EventData = z.infer<typeof eventData>;

/** The history in words, in the reader's language. */
export function presentTimeline(rows: readonly Activity[], context: Context) {
  const { t, language, timeZone, now, names, canEdit, canDelete } = context;
  return rows.map((row) => {
    const isSystem = row.kind === 'SYSTEM';
    const author = row.authorId ? (names.get(row.authorId) ?? '') : t(row.event === 'lead.created' || row.event === 'lead.duplicate' ? 'client' : 'system');
    const event = isSystem ? describeEvent(row, context) : null;
    return {
      id: row.id,
      kind: row.kind,
      author,
      title: event?.title ?? t(`kinds.${row.kind}`),
      body: isSystem ? (event?.detail ?? null) : row.body,
      durationMin: row.durationMin,
      at: sayTime(row.occurredAt, now, language, timeZone),
      exact: formatDateTime(row.occurredAt, language, timeZone),
      isEdited: row.editedAt !== null,
      canEdit: !isSystem && canEdit(row.authorId),
      canDelete: !isSystem && canDelete(row.authorId),
    };
  });
}

export type TimelineEntry = ReturnType<typeof presentTimeline>[number];

function describeEvent({ event, data }: Activity, { t, names }: Context): { title: string; detail: string | null } {
  const facts: EventData = eventData.safeParse(data).data ?? {};
  const say = (key: string, values: Record<string, unknown> = {}, detail: string | null = null) => ({ title: t(`events.${key}`, values), detail });
  const reason = facts.reason ? t('reason', { reason: facts.reason }) : null;
  switch (event) {
    case 'lead.created':
      return facts.quarantineReason ? say('createdQuarantined', { reason: quarantineWords(t, facts.quarantineReason) }) : say('created', { score: facts.score });
    case 'lead.duplicate':
      return describeDuplicate(t, facts, say);
    case 'lead.state':
      return say(facts.isUndo ? 'stateUndone' : 'state', { from: t(`leads:state.${facts.from}`), to: t(`leads:state.${facts.to}`) }, reason);
    case 'lead.assigned':
      return facts.to ? say('assigned', { name: names.get(String(facts.to)) ?? '' }) : say('unassigned');
    case 'lead.score':
      return say(facts.isTakenBack ? 'scoreTakenBack' : 'score', { from: facts.from, to: facts.to }, reason);
    case 'lead.released':
      return say('released');
    default:
      return say('other');
  }
}

type Say = (key: string, values?: Record<string, unknown>, detail?: string | null) => { title: string; detail: string | null };

/** Fields whose values are codes, by the key of their words. */
const CHOICES = ['deadline', 'companySize', 'contactMethod'];

function describeDuplicate(t: TFunction, { changed = {}, files = [] }: EventData, say: Say) {
  const what = Object.entries(changed).map(([field, value]) => {
    const words = field === 'preferredContactMethod' ? 'contactMethod' : field;
    const shown = CHOICES.includes(words) ? t(`leads:${words}.${value}`, { defaultValue: String(value) }) : value;
    return `${t(`leads:fields.${field}`, { defaultValue: t('leads:fields.name') })} — ${shown}`;
  });
  const detail = files.length > 0 ? t('events.duplicateFiles', { files: files.join(', ') }) : null;
  return what.length > 0 ? say('duplicateChanged', { what: what.join('; ') }, detail) : say('duplicate', {}, detail);
}

/** Why a request was set aside, in words. */
export function quarantineWords(t: TFunction, reason: string): string {
  const known = QUARANTINE_REASONS.find((name) => name === reason) ?? 'other';
  return t(`leads:quarantine.reasons.${known}`);
}
