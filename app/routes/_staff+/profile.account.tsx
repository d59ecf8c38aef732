import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { findPendingEmail } from '~/domain/accounts/links/change-email.server';
import { requireUser } from '~/domain/accounts/guard.server';
import { listMemberships } from '~/domain/accounts/members/members.server';
import { EmailForm } from '~/domain/accounts/parts/email-form';
import { PasswordForm } from '~/domain/accounts/parts/password-form';
import { isEmailConfirmed } from '~/domain/accounts/profile.server';
import { getFixedT } from '~/platform/i18n.server';
import { isMailConfigured } from '~/platform/mail.server';
import { accountIntents } from './__profile/account-intents.server';
import { OwnData } from './__profile/own-data';
import { runProfileIntent } from './__profile/profile-intent.server';

export const handle = { i18n: ['personal-data'] };

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** What a person signs in with. */
export async function loader(args: LoaderFunctionArgs) {
  const { user } = await requireUser(args);
  const now = new Date();
  const [t, memberships, isConfirmed, pending] = await Promise.all([getFixedT(args.request, 'profile'), listMemberships(user.id), isEmailConfirmed(user.id), findPendingEmail(user.id, now)]);
  return {
    title: `${t('tabs.account')} · Teplo`,
    email: user.email,
    isConfirmed,
    pending,
    canMail: isMailConfigured(),
    timeZone: user.timeZone ?? memberships[0]?.timeZone ?? 'UTC',
  };
}

export function action(args: ActionFunctionArgs) {
  return runProfileIntent(args, accountIntents);
}

export default function AccountPage() {
  const { email, isConfirmed, pending, canMail, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <EmailForm email={email} isConfirmed={isConfirmed} pending={pending} canMail={canMail} timeZone={timeZone} answer={answer?.intent === 'email' ? answer : undefined} />
      <PasswordForm email={email} answer={answer?.intent === 'password' ? answer : undefined} />
      <OwnData />
    </>
  );
}
