import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import type { Channels } from './load-channels.server';

/** Where the person is told of things, with the way to change it. Needs the namespace `channels`. */
export function ChannelSummary({ email, telegram, push }: Channels) {
  const { t } = useTranslation('channels');
  const rows = [
    ['email', email],
    ['telegram', telegram.linked?.name ?? t('summary.none')],
    ['push', push.devices.length > 0 ? t('summary.browsers', { count: push.devices.length }) : t('summary.none')],
  ] as const;
  return (
    <Card title={t('summary.title')} aside={<ButtonLink size="small" to="/profile/channels">{t('summary.setUp')}</ButtonLink>}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-14">
        {rows.map(([channel, value]) => (
          <div key={channel} className="contents">
            <dt className="text-muted">{t(`summary.${channel}`)}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
