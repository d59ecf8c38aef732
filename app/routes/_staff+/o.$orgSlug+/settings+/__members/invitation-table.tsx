import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { RelativeTime } from '~/ui/relative-time';
import type { MembersPage } from './load-members.server';
import { cell, head, row } from './member-table';

/** Who was asked and has not answered yet. */
export function InvitationTable({ page: { invitations, base, now, timeZone, isMailed } }: { page: Pick<MembersPage, 'invitations' | 'base' | 'now' | 'timeZone' | 'isMailed'> }) {
  const { t } = useTranslation('members');
  const action = t(isMailed ? 'invitations.resend' : 'invitations.newLink');
  return (
    <section aria-labelledby="invitations" className="flex flex-col gap-2">
      <h3 id="invitations" className="text-16 font-semibold">{t('invitations.title')}</h3>
      <div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
        <table className="w-full text-14 max-md:block">
          <caption className="sr-only">{t('invitations.caption')}</caption>
          <thead className="border-b border-line bg-raised max-md:sr-only">
            <tr>
              {(['email', 'role', 'team', 'until'] as const).map((column) => <th key={column} scope="col" className={head}>{t(`columns.${column}`)}</th>)}
              <th scope="col" className={head}><span className="sr-only">{t('columns.actions')}</span></th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {invitations.map(({ id, email, role, team, expiresAt, isExpired, canChange }) => (
              <tr key={id} data-row="invitation" data-id={id} className={row}>
                <th scope="row" className={`${cell} text-left font-medium break-all`}>{email}</th>
                <td className={`${cell} whitespace-nowrap max-md:text-right max-md:text-13`}>{t(`roles.${role}`)}</td>
                <td className={`${cell} text-muted max-md:text-13`}>{team ?? t('noTeam')}</td>
                <td className={`${cell} whitespace-nowrap max-md:text-right max-md:text-13 ${isExpired ? 'text-danger' : 'text-muted'}`}>
                  {isExpired ? t('invitations.expired') : <RelativeTime at={expiresAt} now={now} timeZone={timeZone} />}
                </td>
                <td className={`${cell} max-md:col-span-2 max-md:pt-1`}>
                  {canChange ? (
                    <Form method="post" action={base} preventScrollReset className="flex gap-2 md:justify-end">
                      <input type="hidden" name="id" value={id} />
                      <Button size="small" name="intent" value="resend" aria-label={t('invitations.resendLabel', { action, email })}>{action}</Button>
                      <Button size="small" look="quiet" name="intent" value="revoke" aria-label={t('invitations.revokeLabel', { email })}>{t('invitations.revoke')}</Button>
                    </Form>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
