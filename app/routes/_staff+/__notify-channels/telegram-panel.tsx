import { Form, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { Button, buttonClass, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { CopyButton } from '~/ui/copy-button';
import { RelativeTime } from '~/ui/relative-time';
import type { TelegramLinkAnswer } from './channel-actions.server';

interface Props {
  isConfigured: boolean;
  linked: { name: string; linkedAt: Date } | null;
  /** Of the button: a link, or that Telegram does not answer. */
  answer: TelegramLinkAnswer | undefined;
  now: Date;
  timeZone: string;
}

/** How often the page looks whether the chat has been linked. */
const LOOK_MS = 3_000;

/** The chat in which the person is told of things. */
export function TelegramPanel({ isConfigured, linked, answer, now, timeZone }: Props) {
  const { t } = useTranslation('channels');
  return (
    <Card id="telegram" title={t('telegram.title')}>
      {linked ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-14">
            {t('telegram.linked', { name: linked.name })} <span className="text-muted"><RelativeTime at={linked.linkedAt} now={now} timeZone={timeZone} /></span>
          </p>
          <Form method="post">
            <Button size="small" look="danger" name="intent" value="telegram.unlink">{t('telegram.unlink')}</Button>
          </Form>
        </div>
      ) : (
        <>
          <p className="mb-3 max-w-prose text-14 text-muted">{t(isConfigured ? 'telegram.intro' : 'telegram.unconfigured')}</p>
          {answer?.link === null ? <Alert tone="warm" className="mb-3">{t('telegram.away')}</Alert> : null}
          {isConfigured && answer?.link ? <LinkSteps link={answer.link} /> : null}
          {isConfigured ? (
            <Form method="post" preventScrollReset>
              <SubmitButton look={answer?.link ? 'secondary' : 'primary'} name="intent" value="telegram.link">{t(answer?.link ? 'telegram.again' : 'telegram.link')}</SubmitButton>
            </Form>
          ) : null}
        </>
      )}
    </Card>
  );
}

function LinkSteps({ link: { url, command, qr } }: { link: NonNullable<TelegramLinkAnswer['link']> }) {
  const { t } = useTranslation('channels');
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const clock = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate();
    }, LOOK_MS);
    return () => clearInterval(clock);
  }, [revalidate]);
  return (
    <div className="mb-4 flex flex-wrap items-start gap-5" data-metric="telegram-link">
      <div className="min-w-0 flex-1 basis-64 space-y-3 text-14">
        <p>{t('telegram.open')}</p>
        <a href={url} target="_blank" rel="noreferrer" className={buttonClass('primary')}>{t('telegram.openButton')}</a>
        <p className="text-muted">{t('telegram.byHand')}</p>
        <p className="flex flex-wrap items-center gap-2">
          <code className="rounded-control bg-sunken px-2 py-1 text-13 break-all">{command}</code>
          <CopyButton text={command} />
        </p>
        <p className="text-13 text-muted">{t('telegram.valid')}</p>
        <noscript><p className="text-13 text-muted"><a href="/profile/channels" className="underline">{t('telegram.reload')}</a></p></noscript>
      </div>
      <figure className="shrink-0">
        <svg viewBox={`0 0 ${qr.size} ${qr.size}`} shapeRendering="crispEdges" role="img" aria-label={t('telegram.qr')} className="size-40 rounded-control">
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
        <figcaption className="mt-1 max-w-40 text-12 text-muted">{t('telegram.qrHint')}</figcaption>
      </figure>
    </div>
  );
}
