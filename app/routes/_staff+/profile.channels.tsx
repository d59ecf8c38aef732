import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireUser } from '~/domain/accounts/guard.server';
import { listMemberships } from '~/domain/accounts/members/members.server';
import { getFixedT } from '~/platform/i18n.server';
import { runChannelIntent } from './__notify-channels/channel-actions.server';
import { loadChannels } from './__notify-channels/load-channels.server';
import { PushPanel } from './__notify-channels/push-panel';
import { TelegramPanel } from './__notify-channels/telegram-panel';

export const handle = { i18n: ['channels'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }];

/** Telegram and browsers: where a person can be told of things besides the bell and the mail. */
export async function loader(args: LoaderFunctionArgs) {
  const { user } = await requireUser(args);
  const [t, channels, memberships] = await Promise.all([getFixedT(args.request, 'channels'), loadChannels(args.request, user), listMemberships(user.id)]);
  return { title: `${t('title')} · Teplo`, now: new Date(), timeZone: user.timeZone ?? memberships[0]?.timeZone ?? 'UTC', ...channels };
}

export async function action(args: ActionFunctionArgs) {
  const { user } = await requireUser(args);
  return runChannelIntent(args.request, user.id);
}

export default function ChannelsPage() {
  const { t } = useTranslation('channels');
  const { now, timeZone, telegram, push } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Link to="/profile/notifications" className="flex items-center gap-1.5 self-start rounded-control text-14 text-muted hover:text-ink">
        <ArrowLeft aria-hidden="true" className="size-4" />
        {t('back')}
      </Link>
      <TelegramPanel {...telegram} answer={answer} now={now} timeZone={timeZone} />
      <PushPanel {...push} now={now} timeZone={timeZone} />
    </>
  );
}
