import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '~/ui/format';
import { PersonChip } from '~/ui/person-chip';
import { RelativeTime } from '~/ui/relative-time';
import type { MembersPage } from './load-members.server';

export const head = 'px-4 py-2 text-left text-12 font-medium text-muted';
export const cell = 'px-4 py-2.5 align-middle max-md:p-0';
export const row = 'border-b border-line last:border-0 hover:bg-raised max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1 max-md:px-4 max-md:py-3';

/** Everybody who works here. On a phone each row is a card with the same facts. */
export function MemberTable({ page: { members, base, now, timeZone } }: { page: Pick<MembersPage, 'members' | 'base' | 'now' | 'timeZone'> }) {
  const { t, i18n } = useTranslation('members');
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <table className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('caption')}</caption>
        <thead className="border-b border-line bg-raised max-md:sr-only">
          <tr>
            {(['person', 'role', 'team', 'since', 'lastSeen'] as const).map((column) => <th key={column} scope="col" className={head}>{t(`columns.${column}`)}</th>)}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {members.map(({ id, name, email, role, team, since, lastSeenAt, isYou }) => (
            <tr key={id} data-row="member" data-id={id} className={row}>
              <th scope="row" className={`${cell} text-left font-normal`}>
                <Link to={`${base}/${id}`} className="group flex items-center gap-3">
                  <PersonChip name={name} size="large" onlyAvatar />
                  <span className="min-w-0">
                    <span className="flex flex-wrap items-center gap-x-2 font-medium group-hover:underline">
                      {name}
                      {isYou ? <span className="rounded-full bg-accent-soft px-2 text-12 font-normal text-accent">{t('you')}</span> : null}
                    </span>
                    <span className="block truncate text-13 text-muted">{email}</span>
                  </span>
                </Link>
              </th>
              <td className={`${cell} whitespace-nowrap max-md:text-right max-md:text-13`}>{t(`roles.${role}`)}</td>
              <td className={`${cell} text-muted max-md:pl-12 max-md:text-13`}>{team ?? t('noTeam')}</td>
              <td className={`${cell} whitespace-nowrap text-muted tabular-nums max-md:hidden`}>{formatDay(new Date(since), i18n.language, timeZone)}</td>
              <td className={`${cell} whitespace-nowrap text-muted max-md:text-right max-md:text-13`}>
                {lastSeenAt ? <RelativeTime at={lastSeenAt} now={now} timeZone={timeZone} /> : t('notSeen')}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot className="border-t border-line text-13 text-muted max-md:block">
          <tr className="max-md:block"><td colSpan={5} className="px-4 py-2 max-md:block" data-metric="members" data-value={members.length}>{t('count', { count: members.length })}</td></tr>
        </tfoot>
      </table>
    </div>
  );
}
