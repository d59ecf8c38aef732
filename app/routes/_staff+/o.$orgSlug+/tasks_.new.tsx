import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { loadNewTask } from './__tasks/load-task-form.server';
import { runCreateTask } from './__tasks/save-actions.server';
import { TaskForm } from './__tasks/task-form';

export const handle = { i18n: ['tasks'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadNewTask(args.request, await requireStaff(args, 'tasks', 'create'));
}

export async function action(args: ActionFunctionArgs) {
  return runCreateTask(args.request, await requireStaff(args, 'tasks', 'create'));
}

export default function NewTaskPage() {
  const { t } = useTranslation('tasks');
  const { page, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('new')} crumbs={[{ label: t('title'), to: page }]} />
      <TaskForm data={form} answer={answer} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
