import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { Trash2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Alert } from '~/ui/alert';
import { Button, buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { ListFooter } from '~/ui/list/list-footer';
import { Menu } from '~/ui/menu';
import { Tabs } from '~/ui/tabs';
import { loadTrash, type TrashPage } from './__trash/load-trash.server';
import { runTrashIntent } from './__trash/trash-actions.server';

export const handle = { i18n: ['trash', 'lists'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadTrash(args.request, await requireStaff(args, 'trash', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runTrashIntent(args.request, await requireStaff(args, 'trash', 'read'));
}

/** What was deleted in the last thirty days, and the ways back. */
export default function TrashPage() {
  const { t } = useTranslation('trash');
  const { kind, tabs, rows, isEmpty, keepDays, count, total, pages, rights } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return (
    <section aria-labelledby="trash" className="flex flex-col gap-4">
      <div>
        <h2 id="trash" className="text-20 font-semibold">{t('title')}</h2>
        <p className="max-w-prose text-14 text-muted">{t('intro', { count: keepDays })}</p>
      </div>
      {refusal ? <Alert tone="danger" title={t(`refusal.${refusal.error}.title`, { name: refusal.name })}>{t(`refusal.${refusal.error}.text`)}</Alert> : null}
      {isEmpty ? (
        <EmptyState icon={Trash2} title={t('empty.title')}>{t('empty.text', { count: keepDays })}</EmptyState>
      ) : (
        <>
          <Tabs label={t('kinds.label')} tabs={tabs.map((tab) => ({ to: { search: `kind=${tab.kind}` }, label: t(`kinds.${tab.kind}`), count: tab.count, isCurrent: tab.kind === kind }))} />
          {rows.length === 0 ? <p className="py-6 text-14 text-muted">{t(`none.${kind}`)}</p> : (
            <ul aria-label={t(`kinds.${kind}`)} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
              {rows.map((row) => <TrashedRow key={row.id} row={row} kind={kind} rights={rights} />)}
            </ul>
          )}
          {rows.length > 0 ? <ListFooter count={count} total={total} metric="trash-shown" pages={pages} /> : null}
        </>
      )}
    </section>
  );
}

function TrashedRow({ row, kind, rights }: { row: TrashPage['rows'][number]; kind: TrashPage['kind']; rights: TrashPage['rights'] }) {
  const { t } = useTranslation('trash');
  const fields = (
    <>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="id" value={row.id} />
      <input type="hidden" name="label" value={row.label} />
    </>
  );
  return (
    <li data-row="trash" data-id={row.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="text-14 font-medium break-words">{row.label}</p>
        <p className="text-13 text-muted">
          <span title={row.exact}>{row.by ? t('deletedBy', { at: row.at, name: row.by }) : t('deleted', { at: row.at })}</span>
          {' · '}
          <span className={cx(row.isSoon && 'font-medium text-danger')}>{row.left}</span>
        </p>
      </div>
      <div className="ml-auto flex items-center gap-1.5">
        {rights.restore ? (
          <Form method="post" preventScrollReset>
            {fields}
            <Button name="intent" value="restore" size="small" aria-label={t('restoreOne', { name: row.label })}>
              <Undo2 aria-hidden="true" className="size-4" />
              {t('restore')}
            </Button>
          </Form>
        ) : null}
        {rights.purge ? (
          <Menu
            align="right"
            label={t('purgeOne', { name: row.label })}
            summaryClassName={buttonClass('quiet', 'small', 'cursor-pointer hover:text-danger! pointer-coarse:min-w-11')}
            summary={<Trash2 aria-hidden="true" className="size-4" />}
            panelClassName="w-72! p-4!"
          >
            <Form method="post" preventScrollReset className="flex flex-col gap-3 text-13">
              {fields}
              <p>{t('purgeConfirm')}</p>
              <Button name="intent" value="purge" look="danger" size="small">{t('purge')}</Button>
            </Form>
          </Menu>
        ) : null}
      </div>
    </li>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
