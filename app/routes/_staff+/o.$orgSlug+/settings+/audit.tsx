import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteError } from '@remix-run/react';
import { ScrollText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { ListFooter } from '~/ui/list/list-footer';
import { NoRows } from '~/ui/list/no-rows';
import { AuditEntry } from './__audit/audit-entry';
import { AuditFilters } from './__audit/audit-filters';
import { loadAudit } from './__audit/load-audit.server';

export const handle = { i18n: ['audit', 'lists'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadAudit(args.request, await requireStaff(args, 'auditLog', 'read'));
}

/** Who changed what and when. Nothing here can be changed, by anybody. */
export default function AuditLogPage() {
  const { t } = useTranslation('audit');
  const { days, filter, members, search, isFiltered, count, total, pages } = useLoaderData<typeof loader>();
  return (
    <section aria-labelledby="audit" className="flex flex-col gap-4">
      <div>
        <h2 id="audit" className="text-20 font-semibold">{t('title')}</h2>
        <p className="max-w-prose text-14 text-muted">{t('intro')}</p>
      </div>
      <AuditFilters filter={filter} members={members} search={search} isFiltered={isFiltered} />
      {days.length === 0 ? <NoRows reason={isFiltered ? 'noMatch' : 'empty'} empty={{ icon: ScrollText, title: t('empty.title'), text: t('empty.text') }} /> : null}
      {days.map(({ day, text, rows }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h3 id={`day-${day}`} className="mb-1.5 text-13 font-semibold text-muted">{text}</h3>
          <ul className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
            {rows.map((entry) => <AuditEntry key={entry.id} entry={entry} />)}
          </ul>
        </section>
      ))}
      {days.length > 0 ? <ListFooter count={count} total={total} metric="audit-shown" pages={pages} /> : null}
    </section>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
