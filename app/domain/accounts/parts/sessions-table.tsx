import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { RelativeTime } from '~/ui/relative-time';
import type { Device } from '../sign-in/device';
import { sayDevice, sayPlace } from '../sign-in/say-sign-in';
import type { SignInPlace } from '../sign-in/sign-in-place';

interface Props {
  sessions: { id: string; device: Device; place: SignInPlace; address: string | null; lastSeenAt: Date; isThis: boolean }[];
  /** Signed-in programs, which end together with the other sessions. */
  programs: number;
  now: Date;
  timeZone: string;
}

/** The person's open sessions, each of which can be ended. */
export function SessionsTable({ sessions, programs, now, timeZone }: Props) {
  const { t, i18n } = useTranslation('profile');
  return (
    <Card title={t('sessions.title')}>
      <table className="w-full text-14">
        <caption className="sr-only">{t('sessions.caption')}</caption>
        <thead className="text-left text-12 text-muted">
          <tr className="border-b">
            <th scope="col" className="py-2 pr-3 font-medium">{t('sessions.device')}</th>
            <th scope="col" className="hidden py-2 pr-3 font-medium sm:table-cell">{t('sessions.place')}</th>
            <th scope="col" className="py-2 pr-3 font-medium">{t('sessions.lastSeen')}</th>
            <th scope="col" className="py-2"><span className="sr-only">{t('sessions.actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, device, place, address, lastSeenAt, isThis }) => (
            <tr key={id} data-row="sessions" data-id={id} className="border-b last:border-0">
              <th scope="row" className="py-2 pr-3 text-left font-normal">
                {sayDevice(device, t)}
                {isThis ? <span className="ml-2 rounded-control bg-ok-soft px-1.5 py-0.5 text-12 whitespace-nowrap text-ok">{t('sessions.this')}</span> : null}
                <span className="block text-12 text-muted sm:hidden">{sayPlace(place, t, i18n.language) ?? address}</span>
              </th>
              <td className="hidden py-2 pr-3 text-muted sm:table-cell" title={address ?? undefined}>{sayPlace(place, t, i18n.language) ?? address}</td>
              <td className="py-2 pr-3 text-muted"><RelativeTime at={lastSeenAt} now={now} timeZone={timeZone} /></td>
              <td className="py-2 text-right">
                {isThis ? null : (
                  <Form method="post">
                    <input type="hidden" name="sessionId" value={id} />
                    <Button size="small" name="intent" value="revoke" aria-label={t('sessions.revokeLabel', { device: sayDevice(device, t) })}>{t('sessions.revoke')}</Button>
                  </Form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sessions.length + programs > 1 ? (
        <Form method="post" className="mt-3">
          <Button look="danger" name="intent" value="revokeOthers">{t('sessions.revokeOthers')}</Button>
        </Form>
      ) : null}
    </Card>
  );
}
