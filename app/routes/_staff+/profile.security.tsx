import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readDevice } from '~/domain/accounts/sign-in/device';
import { findPlace } from '~/domain/accounts/sign-in/find-place.server';
import { requireUser } from '~/domain/accounts/guard.server';
import { listMemberships } from '~/domain/accounts/members/members.server';
import { ProgramsTable } from '~/domain/accounts/parts/programs-table';
import { SessionsTable } from '~/domain/accounts/parts/sessions-table';
import { SignInHistory } from '~/domain/accounts/parts/sign-in-history';
import { listSessions } from '~/domain/accounts/sign-in/sessions.server';
import { listSignIns, SIGN_IN_EVENT_DAYS } from '~/domain/accounts/sign-in/sign-in-events.server';
import { listFamilies } from '~/domain/accounts/programs/token-families.server';
import { getFixedT } from '~/platform/i18n.server';
import { factorIntents } from './__profile/factor-intents.server';
import { Factors } from './__profile/factors';
import { loadFactors } from './__profile/load-factors.server';
import { passkeyIntents } from './__profile/passkey-intents.server';
import { runProfileIntent } from './__profile/profile-intent.server';
import { securityIntents } from './__profile/security-intents.server';

export const handle = { i18n: ['security'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** Device and place of a row, from what the request said of itself. */
const withOrigin = <T extends { userAgent: string | null; address: string | null }>(row: T) => ({ ...row, device: readDevice(row.userAgent), place: findPlace(row.address) });

/** Where a person is and was signed in. */
export async function loader(args: LoaderFunctionArgs) {
  const { user, sessionId } = await requireUser(args);
  const now = new Date();
  const [t, memberships, sessions, programs, signIns] = await Promise.all([
    getFixedT(args.request, 'profile'),
    listMemberships(user.id),
    listSessions(user.id, now),
    listFamilies(user.id, now),
    listSignIns(user.id),
  ]);
  return {
    title: `${t('tabs.security')} · Teplo`,
    now,
    timeZone: user.timeZone ?? memberships[0]?.timeZone ?? 'UTC',
    factors: await loadFactors(args.request, user, memberships),
    sessions: sessions.map((session) => ({ ...withOrigin(session), isThis: session.id === sessionId })),
    programs,
    signIns: signIns.map(withOrigin),
    days: SIGN_IN_EVENT_DAYS,
  };
}

export function action(args: ActionFunctionArgs) {
  return runProfileIntent(args, { ...securityIntents, ...factorIntents, ...passkeyIntents });
}

export default function SecurityPage() {
  const { now, timeZone, factors, sessions, programs, signIns, days } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Factors factors={factors} now={now} timeZone={timeZone} answer={answer} />
      <SessionsTable sessions={sessions} programs={programs.length} now={now} timeZone={timeZone} />
      {programs.length > 0 ? <ProgramsTable programs={programs} now={now} timeZone={timeZone} /> : null}
      <SignInHistory signIns={signIns} days={days} now={now} timeZone={timeZone} />
    </>
  );
}
