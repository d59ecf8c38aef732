import { Form } from '@remix-run/react';
import { AppWindow, Bell, Mail, Newspaper, Send, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { NotificationChannel } from '~/domain/notifications/events';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import type { PreferencePlace } from './load-preferences.server';

const ICONS: Record<NotificationChannel, LucideIcon> = { APP: Bell, EMAIL: Mail, TELEGRAM: Send, PUSH: AppWindow, DIGEST: Newspaper };

/** Every event against every way to hear of it: a table of checkboxes. */
export function PreferenceMatrix({ place: { organizationId, channels, missing, groups } }: { place: PreferencePlace }) {
  const { t } = useTranslation('notifications');
  return (
    <Card title={t('preferences.matrix')}>
      <Form method="post" preventScrollReset className="flex flex-col gap-4">
        <input type="hidden" name="organizationId" value={organizationId} />
        {channels.map((channel) => <input key={channel} type="hidden" name="channel" value={channel} />)}
        {missing.includes('DIGEST') ? <p className="text-13 text-muted">{t('preferences.noDigest')}</p> : null}
        <table className="w-full border-collapse text-14">
          <caption className="sr-only">{t('preferences.matrix')}</caption>
          <thead className="sticky top-0 z-10 bg-surface">
            <tr className="border-b border-line">
              <th scope="col" className="py-2 text-left text-13 font-medium text-muted">{t('preferences.event')}</th>
              {channels.map((channel) => {
                const Icon = ICONS[channel];
                return (
                  <th key={channel} scope="col" className="w-11 px-0 py-2 text-center text-12 font-medium text-muted md:w-24" title={t(`channel.${channel}`)}>
                    <Icon aria-hidden="true" className="mx-auto size-4 md:mb-0.5" />
                    <span className="sr-only md:not-sr-only">{t(`channel.${channel}`)}</span>
                  </th>
                );
              })}
            </tr>
          </thead>
          {groups.map(({ group, events }) => (
            <tbody key={group}>
              <tr>
                <th scope="rowgroup" colSpan={channels.length + 1} className="pt-4 pb-1 text-left text-13 font-semibold">{t(`group.${group}`)}</th>
              </tr>
              {events.map(({ event, channels: on }) => (
                <tr key={event} className="border-b border-line last:border-0">
                  <th scope="row" className="py-1 pr-2 text-left font-normal">{t(`name.${event}`)}</th>
                  {channels.map((channel) => (
                    <td key={channel} className="p-0 text-center">
                      <label className="grid min-h-9 cursor-pointer place-items-center rounded-control hover:bg-sunken pointer-coarse:min-h-11">
                        <span className="sr-only">{t('preferences.cell', { event: t(`name.${event}`), channel: t(`channel.${channel}`) })}</span>
                        <input type="checkbox" name={event} value={channel} defaultChecked={on.includes(channel)} className="size-4.5 accent-accent" />
                      </label>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
        <Button look="primary" name="intent" value="notify.preferences" className="self-start">{t('preferences.save')}</Button>
      </Form>
    </Card>
  );
}
