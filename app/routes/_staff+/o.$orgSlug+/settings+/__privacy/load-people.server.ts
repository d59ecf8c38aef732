import type { Staff } from '~/domain/accounts/guard.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { listExports } from '~/domain/privacy/export-person.server';
import { searchPeople } from '~/domain/privacy/find-person.server';
import { listErasures } from '~/domain/privacy/list-erasures.server';
import { findRetentionDays } from '~/domain/privacy/retention.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime } from '~/ui/format';

const RECEIPTS = 20;

/** The search for a person, the latest exports and receipts. */
export async function loadPeople(request: Request, { db, org, can }: Staff) {
  const q = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 255);
  const [t, language, found, exports, erasures, keepDays] = await Promise.all([
    getFixedT(request, 'personal-data'), getLanguage(request), q ? searchPeople(db, org.id, q) : null, listExports(db), listErasures(db, undefined, RECEIPTS), findRetentionDays(db, 'exports'),
  ]);
  const base = `/o/${org.slug}/settings/personal-data`;
  const at = (date: Date) => formatDateTime(date, language, org.timeZone);
  return {
    title: `${t('title')} · ${org.name}`,
    base,
    q,
    isUnreadable: q !== '' && found === null,
    found: found?.map(({ kind, id, name, emails, phones }) => ({ kind, id, name, keys: [...emails, ...phones.map(sayPhone)].join(' · '), to: `${base}/person?${kind}=${id}` })) ?? null,
    exports: exports.map(({ id, state, total, done, createdAt, startedBy, hasFile }) => ({ id, state, total, done, hasFile, by: t('exports.by', { at: at(createdAt), name: startedBy ?? '—' }) })),
    isRunning: exports.some(({ state }) => state === 'QUEUED' || state === 'RUNNING'),
    keep: t('exports.keep', { count: keepDays }),
    erasures: erasures.map(({ id, number, at: when, sums, receipt }) => ({ id, number, at: at(when), sums: t('erasures.sums', sums), cause: t(`erasures.cause.${receipt.cause}`) })),
    canExport: Boolean(can('personalData', 'create')),
  };
}
