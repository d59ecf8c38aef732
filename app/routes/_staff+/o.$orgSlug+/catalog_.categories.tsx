import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError, useSearchParams } from '@remix-run/react';
import { FolderTree } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { countByCategory, listCategories } from '~/domain/catalog/categories.server';
import { pathOf, showTree, withBranches } from '~/domain/catalog/category-tree';
import { getFixedT } from '~/platform/i18n.server';
import { Alert } from '~/ui/alert';
import { Card } from '~/ui/card';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { runCategoryIntent } from './__catalog/categories-actions.server';
import { CategoryEditor, NewCategoryForm } from './__catalog/category-editor';

export const handle = { i18n: ['catalog'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'catalog', 'read');
  const [t, categories, perCategory] = await Promise.all([getFixedT(args.request, 'catalog'), listCategories(db), countByCategory(db, org.id)]);
  const tree = showTree(categories);
  return {
    title: `${t('categories.title')} · ${org.name}`,
    catalogUrl: `/o/${org.slug}/catalog`,
    tree: tree.map(({ id, name, version, depth, can: steps }) => ({ id, name, version, depth, can: steps, items: withBranches(categories, id).reduce((sum, branch) => sum + (perCategory.get(branch) ?? 0), 0) })),
    parents: tree.map(({ id }) => ({ value: id, label: pathOf(categories, id).join(' › ') })),
    rights: { create: Boolean(can('catalog', 'create')), update: Boolean(can('catalog', 'update')), delete: Boolean(can('catalog', 'delete')) },
  };
}

export async function action(args: ActionFunctionArgs) {
  return runCategoryIntent(args.request, await requireStaff(args, 'catalog', 'read'));
}

export default function CategoriesPage() {
  const { t } = useTranslation('catalog');
  const { tree, parents, rights, catalogUrl } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const renamed = answer?.kind === 'rename' ? answer : null;
  return (
    <>
      <PageHeader title={t('categories.title')} intro={t('categories.intro')} crumbs={[{ label: t('title'), to: catalogUrl }]} />
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        {answer?.kind === 'inUse' ? <Alert tone="danger" title={t('categories.inUse.title', { name: answer.name })}>{t(answer.items > 0 ? 'categories.inUse.items' : 'categories.inUse.branches', { count: answer.items || answer.branches })}</Alert> : null}
        {answer?.kind === 'circle' || answer?.kind === 'tooDeep' ? <Alert tone="danger" title={t(`categories.${answer.kind}`)} /> : null}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        {tree.length === 0 ? <EmptyState icon={FolderTree} title={t('categories.empty.title')}>{t('categories.empty.text')}</EmptyState> : <CategoryEditor tree={tree} rights={rights} catalogUrl={catalogUrl} editing={renamed?.id ?? search.get('edit')} refused={renamed} />}
        {rights.create ? <Card title={t('categories.new')}><NewCategoryForm key={tree.length} parents={parents} lastResult={answer?.kind === 'create' ? answer.result : undefined} /></Card> : null}
      </div>
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
