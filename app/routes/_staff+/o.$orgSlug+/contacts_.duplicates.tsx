import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData, useRouteError } from '@remix-run/react';
import { Building2, CircleCheck, User } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Button, ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { Pager } from '~/ui/list/pager';
import { PageHeader } from '~/ui/page-header';
import { RelativeTime } from '~/ui/relative-time';
import { loadDuplicates, runDuplicatesIntent, type ShownGroup } from './__contacts/duplicates.server';

export const handle = { i18n: ['contacts'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadDuplicates(args.request, await requireStaff(args, 'contacts', 'delete'));
}

export async function action(args: ActionFunctionArgs) {
  const answer = await runDuplicatesIntent(args.request, await requireStaff(args, 'contacts', 'delete'));
  if (!answer) throw data(null, 400);
  return answer;
}

/** Contacts that may be one client, group by group. */
export default function DuplicatesPage() {
  const { t } = useTranslation('contacts');
  const { groups, base, now, timeZone, pages } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('dup.title')} intro={t('dup.intro')} crumbs={[{ label: t('title'), to: base }]} />
      {groups.length === 0 ? <EmptyState icon={CircleCheck} title={t('dup.emptyTitle')}>{t('dup.emptyText')}</EmptyState> : null}
      <ul className="flex max-w-4xl flex-col gap-4">
        {groups.map((group) => <Group key={group.members.map(({ id }) => id).join()} group={group} base={base} now={now} timeZone={timeZone} />)}
      </ul>
      <div className="mt-4 max-w-4xl"><Pager {...pages} /></div>
    </>
  );
}

function Group({ group: { kind, value, members }, base, now, timeZone }: { group: ShownGroup; base: string; now: Date; timeZone: string }) {
  const { t } = useTranslation('contacts');
  const [first] = members;
  return (
    <li data-row="duplicates" data-id={members.map(({ id }) => id).join(' ')} className="rounded-card border border-line bg-surface shadow-card">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2.5">
        <h2 className="text-14"><span className="text-muted">{t(`dup.${kind}`)}</span> <strong className="font-semibold tabular-nums">{value}</strong></h2>
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="distinct" />
          {members.map(({ id }) => <input key={id} type="hidden" name="ids" value={id} />)}
          <Button look="quiet" size="small">{t('dup.notSame')}</Button>
        </Form>
      </div>
      <ul className="divide-y divide-line">
        {members.map((member, index) => {
          const KindIcon = member.kind === 'COMPANY' ? Building2 : User;
          return (
            <li key={member.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
              <KindIcon aria-hidden="true" className="size-4 shrink-0 text-muted max-md:hidden" />
              <div className="min-w-0 flex-1 basis-64">
                <Link to={`${base}/${member.id}`} className="text-14 font-medium break-words underline-offset-4 hover:underline">{member.name}</Link>
                <p className="text-13 break-words text-muted">{member.detail}</p>
              </div>
              <p className="text-13 text-muted">
                {member.deals > 0 ? <span className="text-ink">{t('dup.deals', { count: member.deals })} · </span> : null}
                <RelativeTime at={member.createdAt} now={now} timeZone={timeZone} />
              </p>
              {index > 0 && first ? (
                <ButtonLink size="small" to={`${base}/merge?winner=${first.id}&loser=${member.id}`}>{t(members.length > 2 ? 'dup.pick' : 'dup.merge')}</ButtonLink>
              ) : null}
            </li>
          );
        })}
      </ul>
    </li>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
