import { data, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { Copy, Plus, Upload, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { ListFooter } from '~/ui/list/list-footer';
import { listStyles } from '~/ui/list/list-styles';
import { NoRows } from '~/ui/list/no-rows';
import { ViewBar } from '~/ui/list/view-bar';
import { PageHeader } from '~/ui/page-header';
import { ExportLink } from './__bulk/export-link';
import { RecordBulkBar } from './__bulk/record-bulk-bar';
import { ContactFilterBar } from './__contacts/contact-filter-bar';
import { ContactTable } from './__contacts/contact-table';
import { canonicalContactSearch, runContactListIntent } from './__contacts/list-actions.server';
import { loadContactList } from './__contacts/load-contacts.server';
import { runViewIntent } from './__views/run-view-intent.server';

export const handle = { i18n: ['contacts', 'lists', 'fields', 'runs', 'exports'] };

export const links: LinksFunction = () => [listStyles];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { headers, ...list } = await loadContactList(args.request, await requireStaff(args, 'contacts', 'read'));
  return data(list, { headers });
}

export async function action(args: ActionFunctionArgs) {
  const viewed = await runViewIntent(args, 'contacts', canonicalContactSearch);
  return viewed ?? runContactListIntent(args.request, await requireStaff(args, 'contacts', 'read'));
}

const noneSelected: string[] = [];

export default function ContactsPage() {
  const { t } = useTranslation('contacts');
  const list = useLoaderData<typeof loader>();
  const { rows, base, rights } = list;
  const answer = useActionData<typeof action>();
  const refused = answer && 'kind' in answer && answer.kind === 'bulk' ? answer : null;
  const listKey = rows.map(({ id }) => id).join();
  return (
    <>
      <PageHeader title={t('title')} actions={<Actions base={base} rights={rights} search={list.search} />} />
      <ViewBar bar={list.views} />
      <ContactFilterBar {...list} />
      {list.filter.isSimilar && rows.length > 0 ? <Alert className="mb-3">{t('similar')}</Alert> : null}
      {rows.length === 0 ? (
        <NoRows
          reason={list.hasAny ? 'noMatch' : 'empty'}
          clear={list.clear}
          empty={{ icon: Users, title: t('empty.title'), text: t(rights.create ? 'empty.text' : 'empty.readOnly'), action: rights.create ? <Link to={`${base}/new`} className={buttonClass('primary')}>{t('new')}</Link> : null }}
        />
      ) : (
        <div className="list">
          <div className="list-frame" data-wide={list.columns.length > 6 ? '' : undefined}>
            <ContactTable {...list} canSelect={rights.update} selected={refused?.ids ?? noneSelected} />
          </div>
          {rights.update ? (
            <RecordBulkBar
              resource="contacts"
              people={list.people}
              customFields={list.fields}
              canDelete={rights.delete}
              listKey={listKey}
              search={list.search}
              all={list.pages.next || list.pages.previous ? { count: list.total, text: list.allText } : null}
              error={refused?.message ?? null}
            />
          ) : null}
          <ListFooter count={list.count} total={list.total} metric="contacts-shown" pages={list.pages} />
        </div>
      )}
    </>
  );
}

function Actions({ base, rights, search }: { base: string; rights: { create: boolean; delete: boolean }; search: string }) {
  const { t } = useTranslation('contacts');
  return (
    <>
      {rights.delete ? (
        <Link to={`${base}/duplicates`} className={buttonClass('quiet', 'normal', 'max-md:hidden')}>
          <Copy aria-hidden="true" className="size-4" />
          {t('duplicatesLink')}
        </Link>
      ) : null}
      <ExportLink to={`${base}/export`} search={search} />
      {rights.create ? (
        <>
          <Link to={`${base}/import`} className={buttonClass('secondary', 'normal', 'max-md:px-2.5')}>
            <Upload aria-hidden="true" className="size-4" />
            <span className="max-md:sr-only">{t('import')}</span>
          </Link>
          <Link to={`${base}/new`} data-shortcut="new" className={buttonClass('primary')}>
            <Plus aria-hidden="true" className="size-4" />
            {t('new')}
          </Link>
        </>
      ) : null}
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
