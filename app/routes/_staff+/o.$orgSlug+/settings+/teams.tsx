import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { teamSchema } from '~/domain/accounts/members/team.schema';
import { listTeams } from '~/domain/accounts/members/teams.server';
import { getFixedT } from '~/platform/i18n.server';
import { Button, buttonClass } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { TextField } from '~/ui/field';
import { PersonChip } from '~/ui/person-chip';
import { runTeamIntent } from './__members/team-actions.server';

export const handle = { i18n: ['members', 'settings'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org } = await requireStaff(args, 'members', 'update');
  const [teams, t] = await Promise.all([listTeams(db), getFixedT(args.request, 'members')]);
  return { title: `${t('teams.title')} · ${org.name}`, base: `/o/${org.slug}/settings`, teams };
}

export async function action(args: ActionFunctionArgs) {
  return runTeamIntent(args.request, await requireStaff(args, 'members', 'update'));
}

export default function TeamsPage() {
  const { t } = useTranslation('members');
  const { teams, base } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <section aria-labelledby="teams-title" className="flex max-w-3xl flex-col gap-5">
      <div>
        <h2 id="teams-title" className="text-20 font-semibold">{t('teams.title')}</h2>
        <p className="max-w-prose text-14 text-muted">{t('teams.intro')}</p>
      </div>
      {teams.length === 0 ? <p className="rounded-card border border-dashed border-line bg-surface px-5 py-6 text-14 text-muted">{t('teams.empty')}</p> : (
        <ul aria-label={t('teams.title')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
          {teams.map((team) => (
            <li key={team.id} data-row="team" data-id={team.id} className="flex flex-col gap-2 px-4 py-3 md:px-5">
              <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
                <TeamForm id={team.id} name={team.name} lastResult={answer?.id === team.id ? answer.result : undefined} />
                <DeleteTeam id={team.id} name={team.name} />
              </div>
              {team.members.length === 0 ? <p className="text-13 text-muted">{t('teams.nobody')}</p> : (
                <ul aria-label={t('teams.members', { count: team.members.length })} className="flex flex-wrap gap-x-4 gap-y-1 text-13">
                  {team.members.map(({ id, name }) => (
                    <li key={id}><Link to={`${base}/members/${id}`} className="hover:underline"><PersonChip name={name} size="small" /></Link></li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
      <TeamForm key={teams.length} id={null} name="" lastResult={answer?.id === '' ? answer.result : undefined} />
    </section>
  );
}

/** A team's name; without an id a new team. */
function TeamForm({ id, name, lastResult }: { id: string | null; name: string; lastResult?: SubmissionResult<string[]> }) {
  const { t } = useTranslation('members');
  const [form, fields] = useForm({ id: `team-${id ?? 'new'}`, lastResult, constraint: getZodConstraint(teamSchema), defaultValue: { name } });
  const label = id ? <span className="sr-only">{t('teams.renameLabel', { name })}</span> : t('teams.name');
  return (
    <Form method="post" {...getFormProps(form)} preventScrollReset className="flex min-w-0 flex-1 basis-72 flex-wrap items-end gap-2">
      {id ? <input type="hidden" name="id" value={id} /> : null}
      <TextField field={fields.name} label={label} errorNs="members" autoComplete="off" className="min-w-0 flex-1 basis-48" />
      <Button look={id ? 'quiet' : 'primary'} name="intent" value={id ? 'rename' : 'create'}>{t(id ? 'teams.rename' : 'teams.create')}</Button>
    </Form>
  );
}

function DeleteTeam({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('members');
  return (
    <details className="relative">
      <summary aria-label={t('teams.deleteLabel', { name })} className={buttonClass('quiet', 'normal', 'cursor-pointer text-danger')}>{t('teams.delete')}…</summary>
      <Form method="post" preventScrollReset className="mt-2 flex max-w-72 flex-col items-start gap-2 text-13">
        <input type="hidden" name="id" value={id} />
        <p>{t('teams.deleteText')}</p>
        <Button look="danger" size="small" name="intent" value="delete">{t('teams.delete')}</Button>
      </Form>
    </details>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
