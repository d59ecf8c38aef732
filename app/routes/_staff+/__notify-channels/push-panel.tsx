import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Device } from '~/domain/accounts/sign-in/device';
import { Alert } from '~/ui/alert';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { RelativeTime } from '~/ui/relative-time';
import { usePush } from './use-push';

interface Props {
  /** Of the installation: the browser lets nobody else push. */
  publicKey: string;
  devices: { id: string; device: Device; createdAt: Date; lastSentAt: Date | null; isThis: boolean }[];
  now: Date;
  timeZone: string;
}

/** The browsers in which the person is told of things. */
export function PushPanel({ publicKey, devices, now, timeZone }: Props) {
  const { t } = useTranslation('channels');
  const { state, isBusy, subscribe } = usePush(publicKey, devices.some(({ isThis }) => isThis));
  return (
    <Card id="push" title={t('push.title')}>
      <p className="mb-3 max-w-prose text-14 text-muted">{t('push.intro')}</p>
      <div className={cx(devices.length > 0 && 'mb-4')} data-metric="push-state" data-value={state}>
        <noscript><p className="text-14">{t('push.noScript')}</p></noscript>
        {state === 'unsupported' || state === 'denied' ? <Alert>{t(`push.${state}`)}</Alert> : null}
        {state === 'failed' ? <Alert tone="warm" title={t('push.failed.title')} className="mb-3">{t('push.failed.text')}</Alert> : null}
        {state === 'on' ? <p className="text-14">{t('push.on')}</p> : null}
        {state === 'off' || state === 'failed' ? (
          <Button type="button" look="primary" onClick={subscribe} disabled={isBusy}>{t(state === 'failed' ? 'push.again' : 'push.subscribe')}</Button>
        ) : null}
      </div>
      {devices.length > 0 ? (
        <ul aria-label={t('push.devices')} className="divide-y divide-line border-t border-line">
          {devices.map(({ id, device, createdAt, lastSentAt, isThis }) => {
            const name = [device.browser, device.system].filter(Boolean).join(' · ') || t('push.unknown');
            return (
              <li key={id} data-row="push-device" data-id={id} className="flex flex-wrap items-center justify-between gap-3 py-2.5 text-14">
                <span>
                  {name} {isThis ? <span className="ml-1 rounded-full bg-ok-soft px-2 py-0.5 text-12 font-medium text-ok">{t('push.this')}</span> : null}
                  <span className="block text-13 text-muted">{t(lastSentAt ? 'push.lastSent' : 'push.since')} <RelativeTime at={lastSentAt ?? createdAt} now={now} timeZone={timeZone} /></span>
                </span>
                <Form method="post" preventScrollReset>
                  <input type="hidden" name="deviceId" value={id} />
                  <Button size="small" name="intent" value="push.remove" aria-label={t('push.removeLabel', { name })}>{t('push.remove')}</Button>
                </Form>
              </li>
            );
          })}
        </ul>
      ) : null}
    </Card>
  );
}
