import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireUser } from '~/domain/accounts/guard.server';
import { Tabs } from '~/ui/tabs';
import { ChannelSummary } from './__notify-channels/channel-summary';
import { loadChannels } from './__notify-channels/load-channels.server';
import { loadPreferences } from './__notify-preferences/load-preferences.server';
import { PreferenceMatrix } from './__notify-preferences/preference-matrix';
import { preferenceIntents } from './__notify-preferences/preference-intents.server';
import { TestForm } from './__notify-preferences/test-form';
import { TimesForm } from './__notify-preferences/times-form';
import { runProfileIntent } from './__profile/profile-intent.server';

export const handle = { i18n: ['notifications', 'channels'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }];

export async function loader(args: LoaderFunctionArgs) {
  const { user } = await requireUser(args);
  const [preferences, channels] = await Promise.all([loadPreferences(args.request, user), loadChannels(args.request, user)]);
  return { ...preferences, channels };
}

export function action(args: ActionFunctionArgs) {
  return runProfileIntent(args, preferenceIntents);
}

/** What a person wants to be told of, where and when, in each organisation. */
export default function NotificationPreferencesPage() {
  const { t } = useTranslation('notifications');
  const { places, chosen, channels } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!chosen) return null;
  return (
    <>
      <p className="max-w-prose text-14 text-muted">{t('preferences.intro')}</p>
      {places.length > 1 ? <Tabs label={t('preferences.organization')} tabs={places.map(({ slug, name }) => ({ to: `/profile/notifications?org=${slug}`, label: name, isCurrent: slug === chosen.slug }))} /> : null}
      <ChannelSummary {...channels} />
      <PreferenceMatrix key={chosen.slug} place={chosen} />
      <TimesForm key={`${chosen.slug} times`} place={chosen} answer={answer?.intent === 'notify.times' ? answer : undefined} />
      <TestForm place={chosen} />
    </>
  );
}
