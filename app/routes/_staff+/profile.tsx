import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { readDevice } from '~/domain/accounts/device';
import { requireUser } from '~/domain/accounts/guard.server';
import { listMemberships } from '~/domain/accounts/members.server';
import { timeZones } from '~/domain/accounts/organization-options';
import { noticesFor } from '~/domain/accounts/notices';
import { findPhone } from '~/domain/accounts/profile.server';
import { listSessions } from '~/domain/accounts/sessions.server';
import { listFamilies } from '~/domain/accounts/token-families.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { DetailsForm } from '~/domain/accounts/parts/details-form';
import { NoticesForm } from '~/domain/accounts/parts/notices-form';
import { PasswordForm } from '~/domain/accounts/parts/password-form';
import { ProgramsTable } from '~/domain/accounts/parts/programs-table';
import { SessionsTable } from '~/domain/accounts/parts/sessions-table';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { buttonClass } from '~/ui/button';
import { PageHeader } from '~/ui/page-header';
import { PersonalFrame } from './__personal-frame';
import { profileIntents } from './__profile-intents.server';

export const handle = { i18n: ['profile', 'auth'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const { user, sessionId } = await requireUser(args);
  const now = new Date();
  const [t, language, memberships, sessions, phone, programs] = await Promise.all([
    getFixedT(args.request, 'profile'),
    getLanguage(args.request),
    listMemberships(user.id),
    listSessions(user.id, now),
    findPhone(user.id),
    listFamilies(user.id, now),
  ]);
  return {
    title: `${t('title')} · Teplo`,
    now,
    timeZone: user.timeZone ?? memberships[0]?.timeZone ?? 'UTC',
    zones: timeZones(),
    details: { name: user.name, email: user.email, phone: phone ? sayPhone(phone) : '', language, timeZone: user.timeZone ?? '' },
    places: memberships.map(({ slug, name }) => ({ slug, name })),
    notices: memberships
      .map(({ organizationId, name, role, notices: wanted }) => ({ organizationId, name, notices: noticesFor(role).map((notice) => ({ notice, isOn: wanted[notice] })) }))
      .filter(({ notices: offered }) => offered.length > 0),
    sessions: sessions.map(({ id, userAgent, address, lastSeenAt }) => ({
      id,
      device: readDevice(userAgent),
      address,
      lastSeenAt,
      isThis: id === sessionId,
    })),
    programs,
  };
}

export async function action(args: ActionFunctionArgs) {
  const signedIn = await requireUser(args);
  const form = await args.request.formData();
  const intent = profileIntents[String(form.get('intent'))];
  if (!intent) throw data(null, { status: 400 });
  return intent(form, signedIn, args);
}

export default function ProfilePage() {
  const { t } = useTranslation('profile');
  const { now, timeZone, zones, details, places, notices, sessions, programs } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PersonalFrame places={places}>
        <PageHeader title={t('title')} intro={details.email} actions={<Link to="/organizations" className={buttonClass('quiet')}>{t('organizations')}</Link>} />
        <div className="flex flex-col gap-5">
          <DetailsForm details={details} zones={zones} answer={answer?.intent === 'details' ? answer : undefined} />
          {notices.length > 0 ? <NoticesForm email={details.email} places={notices} /> : null}
          <SessionsTable sessions={sessions} programs={programs.length} now={now} timeZone={timeZone} />
          {programs.length > 0 ? <ProgramsTable programs={programs} now={now} timeZone={timeZone} /> : null}
          <PasswordForm email={details.email} answer={answer?.intent === 'password' ? answer : undefined} />
        </div>
    </PersonalFrame>
  );
}
