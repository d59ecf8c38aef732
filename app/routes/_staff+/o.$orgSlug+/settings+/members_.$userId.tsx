import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { ChevronLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Alert } from '~/ui/alert';
import { ErrorScreen } from '~/ui/error-screen';
import { formatDay } from '~/ui/format';
import { PersonChip } from '~/ui/person-chip';
import { RelativeTime } from '~/ui/relative-time';
import { MemberForm } from './__members/member-form';
import { loadMember } from './__members/load-member.server';
import { runMemberIntent } from './__members/member-actions.server';
import { PayTermsForm } from './__members/pay-terms-form';
import { RemoveForm } from './__members/remove-form';
import { ResetFactorsForm } from './__members/reset-factors-form';

export const handle = { i18n: ['members', 'settings', 'money', 'security'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadMember(args.request, args.params.userId, await requireStaff(args, 'members', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runMemberIntent(args.request, args.params.userId, await requireStaff(args, 'members', 'read'));
}

export default function MemberPage() {
  const { t, i18n } = useTranslation(['members', 'security']);
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { member, base, timeZone, now, rights } = page;
  const facts = [
    { label: t('member.email'), value: member.email },
    { label: t('role'), value: t(`roles.${member.role}`) },
    { label: t('team'), value: member.team ?? t('noTeam') },
    { label: t('member.since'), value: formatDay(new Date(member.since), i18n.language, timeZone) },
    { label: t('member.lastSeen'), value: member.lastSeenAt ? <RelativeTime at={member.lastSeenAt} now={now} timeZone={timeZone} /> : t('notSeen') },
    ...(page.hasFactor === null ? [] : [{ label: t('security:member.label'), value: t(page.hasFactor ? 'security:member.on' : 'security:member.off') }]),
  ];
  return (
    <article aria-labelledby="member-title" data-id={member.id} className="flex max-w-3xl flex-col gap-5">
      <div>
        <Link to={base} className="mb-2 inline-flex min-h-8 items-center gap-1 text-13 text-muted hover:text-ink hover:underline">
          <ChevronLeft aria-hidden="true" className="size-4" />
          {t('back')}
        </Link>
        <div className="flex items-center gap-3">
          <PersonChip name={member.name} size="large" onlyAvatar />
          <h2 id="member-title" className="min-w-0 text-20 font-semibold break-words">{member.name}</h2>
          {member.isYou ? <span className="rounded-full bg-accent-soft px-2 text-12 text-accent">{t('you')}</span> : null}
        </div>
        <dl className="mt-4 grid gap-x-6 gap-y-3 text-14 sm:grid-cols-2 lg:grid-cols-3">
          {facts.map(({ label, value }) => (
            <div key={label} className="min-w-0">
              <dt className="text-12 text-muted">{label}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {answer?.kind === 'refused' ? <Alert tone="danger" title={t(`errors.${answer.error}`)} /> : null}
      {rights.change ? <MemberForm page={page} answer={answer?.kind === 'change' ? answer : undefined} /> : null}
      {page.pay ? <PayTermsForm key={`${page.pay.terms?.kind}${page.pay.terms?.rate}`} terms={page.pay.terms} lastResult={answer?.kind === 'terms' ? answer.result : undefined} /> : null}
      {rights.note ? <Alert>{t(`member.${rights.note}`)}</Alert> : null}
      {rights.resetFactors ? <ResetFactorsForm name={member.name} isRefused={answer?.kind === 'factors'} /> : null}
      {rights.remove ? <RemoveForm page={page} lastResult={answer?.kind === 'remove' ? answer.result : undefined} /> : null}
    </article>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
