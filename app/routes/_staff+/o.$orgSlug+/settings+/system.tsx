import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { BackupCard, DatabaseCard, MailCard, StorageCard, VersionsCard } from './__system/fact-cards';
import { InstanceTable } from './__system/instance-table';
import { loadSystem } from './__system/load-system.server';
import { QueueSummary } from './__system/queue-summary';
import { SlowQueries } from './__system/slow-queries';
import { Warnings } from './__system/warnings';

export const handle = { i18n: ['system'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadSystem(args.request, await requireStaff(args, 'installation', 'read'));
}

/** How the whole installation is. Each part stands by itself: the page is most needed when something does not work. */
export default function SystemPage() {
  const { t } = useTranslation('system');
  const { system, jobs, now, timeZone } = useLoaderData<typeof loader>();
  return (
    <section aria-labelledby="system" className="flex flex-col gap-5">
      <div>
        <h2 id="system" className="text-20 font-semibold">{t('title')}</h2>
        <p className="max-w-prose text-14 text-muted">{t('intro')}</p>
      </div>
      <Warnings warnings={system.warnings} />
      <QueueSummary part={system.queues} jobs={jobs} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="flex flex-col gap-5">
          <VersionsCard part={system.versions} />
          <MailCard part={system.mail} now={now} timeZone={timeZone} />
        </div>
        <div className="flex flex-col gap-5">
          <BackupCard part={system.backup} now={now} timeZone={timeZone} />
          <StorageCard storage={system.storage} disk={system.disk} limits={system.limits} />
        </div>
      </div>
      <InstanceTable part={system.instances} now={now} timeZone={timeZone} />
      <DatabaseCard part={system.database} />
      <SlowQueries part={system.slow} now={now} timeZone={timeZone} />
    </section>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
