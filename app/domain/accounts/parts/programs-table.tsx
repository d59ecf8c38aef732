import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { RelativeTime } from '~/ui/relative-time';

interface Props {
  programs: { id: string; userAgent: string | null; address: string | null; lastUsedAt: Date }[];
  now: Date;
  timeZone: string;
}

/** The programs that signed in as the person, each of which can be ended. */
export function ProgramsTable({ programs, now, timeZone }: Props) {
  const { t } = useTranslation('profile');
  return (
    <Card title={t('programs.title')}>
      <p className="mb-2 text-13 text-muted">{t('programs.intro')}</p>
      <table className="w-full text-14">
        <caption className="sr-only">{t('programs.caption')}</caption>
        <thead className="text-left text-12 text-muted">
          <tr className="border-b">
            <th scope="col" className="py-2 pr-3 font-medium">{t('programs.program')}</th>
            <th scope="col" className="hidden py-2 pr-3 font-medium sm:table-cell">{t('sessions.address')}</th>
            <th scope="col" className="py-2 pr-3 font-medium">{t('sessions.lastSeen')}</th>
            <th scope="col" className="py-2"><span className="sr-only">{t('sessions.actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          {programs.map(({ id, userAgent, address, lastUsedAt }) => (
            <tr key={id} data-row="programs" data-id={id} className="border-b last:border-0">
              <th scope="row" className="max-w-0 py-2 pr-3 text-left font-normal sm:w-1/2"><span className="line-clamp-2 break-all">{userAgent ?? t('programs.unknown')}</span></th>
              <td className="hidden py-2 pr-3 text-muted sm:table-cell">{address}</td>
              <td className="py-2 pr-3 text-muted"><RelativeTime at={lastUsedAt} now={now} timeZone={timeZone} /></td>
              <td className="py-2 text-right">
                <Form method="post">
                  <input type="hidden" name="familyId" value={id} />
                  <Button size="small" name="intent" value="revokeProgram" aria-label={t('programs.revokeLabel', { program: userAgent ?? t('programs.unknown') })}>{t('sessions.revoke')}</Button>
                </Form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
