import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { findPicture } from '~/domain/accounts/avatar.server';
import { requireUser } from '~/domain/accounts/guard.server';
import { timeZones } from '~/domain/accounts/organization-options';
import { AvatarForm } from '~/domain/accounts/parts/avatar-form';
import { DetailsForm } from '~/domain/accounts/parts/details-form';
import { findPhone } from '~/domain/accounts/profile.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { personalIntents } from './__profile/personal-intents.server';
import { runProfileIntent } from './__profile/profile-intent.server';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** What a person says about themselves. */
export async function loader(args: LoaderFunctionArgs) {
  const { user } = await requireUser(args);
  const [t, language, phone, picture] = await Promise.all([getFixedT(args.request, 'profile'), getLanguage(args.request), findPhone(user.id), findPicture(user.id)]);
  return {
    title: `${t('title')} · Teplo`,
    zones: timeZones(),
    details: { name: user.name, phone: phone ? sayPhone(phone) : '', language, timeZone: user.timeZone ?? '' },
    picture,
  };
}

export function action(args: ActionFunctionArgs) {
  return runProfileIntent(args, personalIntents);
}

export default function PersonalPage() {
  const { zones, details, picture } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <AvatarForm name={details.name} picture={picture} />
      <DetailsForm details={details} zones={zones} answer={answer?.intent === 'details' ? answer : undefined} />
    </>
  );
}
