import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { LOGGED_KINDS } from '~/domain/activities/activity-kinds';
import { listActivities, TIMELINE_ORDER, type TimelineRow } from '~/domain/activities/list-activities.server';
import type { Subject } from '~/domain/activities/subject';
import { formatTimeOfDay, localDay, minutesAt } from '~/domain/time/zoned-time';
import { formatCursor, parseCursor } from '~/platform/db/keyset';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, sayTime } from '~/ui/format';
import type { TimelineData, TimelineEntry } from '~/ui/timeline/timeline-types';
import { describeEvent, type EventContext } from './events.server';

const SHOWN = [...LOGGED_KINDS, 'SYSTEM'] as const;

/**
 * The history of a record for `<Timeline>`. The caller has made sure that the person may see the record.
 * @param mayLog false where nothing can be logged for now, whatever the person's permissions
 */
export async function loadTimeline(staff: Staff, subject: Subject, request: Request, { mayLog = true }: { mayLog?: boolean } = {}): Promise<TimelineData> {
  const { db, org, user, reach, can } = staff;
  const params = new URL(request.url).searchParams;
  const shown = SHOWN.find((kind) => kind === params.get('show')) ?? null;
  const cursor = parseCursor(params.get('history'), TIMELINE_ORDER);
  const now = new Date();
  const [page, members, t, language] = await Promise.all([
    listActivities(db, { organizationId: org.id, subject, viewer: { userId: user.id, leads: reach.leads, deals: reach.deals }, kinds: shown ? [shown] : [], cursor }),
    listMemberNames(db),
    getFixedT(request, 'activities'),
    getLanguage(request),
  ]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const [edits, deletes] = [can('activities', 'update'), can('activities', 'delete')];
  const present = createPresenter({
    t, language, names, now, subject,
    timeZone: org.timeZone,
    base: `/o/${org.slug}`,
    canEdit: (authorId) => edits === 'all' || (edits === 'own' && authorId === user.id),
    canDelete: (authorId) => deletes === 'all' || (deletes === 'own' && authorId === user.id),
  });
  return {
    key: Object.values(subject).join(),
    entries: page.rows.map(present),
    filters: [null, ...SHOWN].map((kind) => ({ value: kind ?? 'all', search: withParams(params, { show: kind, history: null }), isCurrent: kind === shown })),
    isFiltered: shown !== null,
    earlier: page.next && withParams(params, { history: formatCursor(page.next) }),
    latest: cursor && withParams(params, { history: null }),
    mayLog: mayLog && Boolean(can('activities', 'create')),
    latestTime: `${localDay(now, org.timeZone)}T${formatTimeOfDay(minutesAt(now, org.timeZone))}`,
  };
}

function withParams(params: URLSearchParams, changes: Record<string, string | null>): string {
  const changed = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) changed.delete(name);
    else changed.set(name, value);
  }
  return changed.toString();
}

interface Presenting extends EventContext {
  now: Date;
  timeZone: string;
  subject: Subject;
  base: string;
  /** Which entries of people the person may edit and delete. */
  canEdit: (authorId: string | null) => boolean;
  canDelete: (authorId: string | null) => boolean;
}

function createPresenter({ now, timeZone, subject, base, canEdit, canDelete, ...words }: Presenting): (row: TimelineRow) => TimelineEntry {
  const { t, names, language } = words;
  const byClient = ['lead.created', 'lead.duplicate'];
  return (row) => {
    const isSystem = row.kind === 'SYSTEM';
    const event = isSystem ? describeEvent(row, words) : null;
    return {
      id: row.id,
      kind: row.kind,
      version: row.version,
      author: row.authorId ? (names.get(row.authorId) ?? '') : t(byClient.includes(row.event ?? '') ? 'client' : 'system'),
      title: event?.title ?? t(`kinds.${row.kind}`),
      body: isSystem ? (event?.detail ?? null) : row.body,
      durationMin: row.durationMin,
      at: sayTime(row.occurredAt, now, language, timeZone),
      exact: formatDateTime(row.occurredAt, language, timeZone),
      origin: originOf(row),
      isEdited: row.editedAt !== null,
      canEdit: !isSystem && canEdit(row.authorId),
      canDelete: !isSystem && canDelete(row.authorId),
    };
  };

  function originOf({ orderId, orderNumber, dealId, dealTitle, leadId, leadName }: TimelineRow): TimelineEntry['origin'] {
    if ('orderId' in subject) return null;
    if (orderId && orderNumber) return { label: t('ofOrder', { number: orderNumber }), to: `${base}/orders/${orderId}` };
    if (dealId && !('dealId' in subject)) return { label: t('ofDeal', { title: dealTitle ?? '' }), to: `${base}/deals/${dealId}` };
    if (leadId && !('leadId' in subject)) return { label: t('ofLead', { name: leadName ?? '' }), to: `${base}/leads/${leadId}` };
    return null;
  }
}
