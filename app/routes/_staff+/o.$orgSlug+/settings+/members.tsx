import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError, useSearchParams } from '@remix-run/react';
import { UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ButtonLink } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { InvitationTable } from './__members/invitation-table';
import { InviteForm } from './__members/invite-form';
import { LinkOnce } from './__members/link-once';
import { loadMembers } from './__members/load-members.server';
import { MemberTable } from './__members/member-table';
import { runMembersIntent } from './__members/members-actions.server';

export const handle = { i18n: ['members', 'settings'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadMembers(args.request, await requireStaff(args, 'members', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runMembersIntent(args.request, await requireStaff(args, 'members', 'create'));
}

export default function MembersPage() {
  const { t } = useTranslation('members');
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const isInviting = page.canInvite && (search.has('invite') || answer?.kind === 'invite');
  return (
    <section aria-labelledby="members-title" className="flex flex-col gap-5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="members-title" className="text-20 font-semibold">{t('title')}</h2>
          <p className="max-w-prose text-14 text-muted">{t('intro')}</p>
        </div>
        {page.canInvite && !isInviting ? (
          <ButtonLink look="primary" to="?invite" preventScrollReset>
            <UserPlus aria-hidden="true" className="size-4" />
            {t('invite.open')}
          </ButtonLink>
        ) : null}
      </div>
      {answer?.kind === 'link' ? <LinkOnce email={answer.email} link={answer.link} isAgain={answer.isAgain} /> : null}
      {isInviting ? <InviteForm page={page} lastResult={answer?.kind === 'invite' ? answer.result : undefined} /> : null}
      <MemberTable page={page} />
      {page.invitations.length > 0 ? <InvitationTable page={page} /> : null}
    </section>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
