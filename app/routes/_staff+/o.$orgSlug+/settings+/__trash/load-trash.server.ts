import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { findRetentionDays } from '~/domain/privacy/retention.server';
import { daysLeft, parseTrashKind, TRASH_KINDS } from '~/domain/trash/trash';
import { TRASH_ORDER } from '~/domain/trash/trash-table.server';
import { countTrashed, listTrash } from '~/domain/trash/trash.server';
import { COUNT_MAX } from '~/platform/db/count-up-to';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, formatNumber, sayTime } from '~/ui/format';

/** Of those whose days are nearly over the page says so loudly. */
const SOON_DAYS = 3;

/** One kind of deleted records; without a choice the first kind of which there are any. */
export async function loadTrash(request: Request, { db, org, can }: Pick<Staff, 'db' | 'org' | 'can'>) {
  const params = new URL(request.url).searchParams;
  const now = new Date();
  const [keepDays, counts, members, t, language] = await Promise.all([findRetentionDays(db, 'trash'), countTrashed(db, org.id, now), listMemberNames(db), getFixedT(request, 'trash'), getLanguage(request)]);
  const kind = parseTrashKind(params.get('kind')) ?? TRASH_KINDS.find((one) => counts[one] > 0) ?? 'contacts';
  const { rows, pages } = await turnPage(parsePlace(params, TRASH_ORDER), `kind=${kind}`, (place) => listTrash(db, { organizationId: org.id, kind, now, ...place }));
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const shown = (count: number) => (count > COUNT_MAX ? `${formatNumber(COUNT_MAX, language)}+` : formatNumber(count, language));
  return {
    title: `${t('title')} · ${org.name}`,
    kind,
    keepDays,
    tabs: TRASH_KINDS.map((one) => ({ kind: one, count: shown(counts[one]) })),
    total: counts[kind],
    isEmpty: TRASH_KINDS.every((one) => counts[one] === 0),
    rows: rows.map(({ id, label, deletedAt, deletedById }) => {
      const left = daysLeft(deletedAt, now, keepDays);
      return {
        id,
        label,
        at: sayTime(deletedAt, now, language, org.timeZone),
        exact: formatDateTime(deletedAt, language, org.timeZone),
        by: deletedById ? (names.get(deletedById) ?? null) : null,
        left: t('daysLeft', { count: left }),
        isSoon: left <= SOON_DAYS,
      };
    }),
    count: t('count', { count: counts[kind], shown: shown(counts[kind]) }),
    pages,
    rights: { restore: Boolean(can('trash', 'update')), purge: Boolean(can('trash', 'delete')) },
  };
}

export type TrashPage = Awaited<ReturnType<typeof loadTrash>>;
