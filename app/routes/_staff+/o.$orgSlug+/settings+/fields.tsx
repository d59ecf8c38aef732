import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError, useSearchParams } from '@remix-run/react';
import { ListPlus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { getFixedT } from '~/platform/i18n.server';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { Tabs } from '~/ui/tabs';
import { runFieldIntent } from './__fields/field-actions.server';
import { FieldForm } from './__fields/field-form';
import { FieldTable } from './__fields/field-table';
import { ENTITY_PARAM, readEntity } from './__fields/entity';

export const handle = { i18n: ['fields', 'settings'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org } = await requireStaff(args, 'organization', 'update');
  const entity = readEntity(new URL(args.request.url).searchParams);
  const [fields, t] = await Promise.all([listCustomFields(db, entity), getFixedT(args.request, 'fields')]);
  return { title: `${t('title')} · ${org.name}`, entity, fields };
}

export async function action(args: ActionFunctionArgs) {
  return runFieldIntent(args.request, await requireStaff(args, 'organization', 'update'));
}

export default function FieldsPage() {
  const { t } = useTranslation('fields');
  const { entity, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const base = ENTITY_PARAM[entity] ? `?for=${ENTITY_PARAM[entity]}` : '?';
  const isAdding = search.has('new') || answer?.kind === 'create';
  return (
    <section aria-labelledby="fields" className="flex max-w-4xl flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="fields" className="text-20 font-semibold">{t('title')}</h2>
          <p className="max-w-prose text-14 text-muted">{t('intro')}</p>
        </div>
        {isAdding ? null : (
          <Link to={`${base}${base === '?' ? '' : '&'}new`} preventScrollReset data-shortcut="new" className={buttonClass('primary')}>
            <Plus aria-hidden="true" className="size-4" />
            {t('add')}
          </Link>
        )}
      </div>
      <Tabs
        label={t('entities.label')}
        tabs={[
          { to: { search: '' }, label: t('entities.CONTACT'), isCurrent: entity === 'CONTACT' },
          { to: { search: '?for=deals' }, label: t('entities.DEAL'), isCurrent: entity === 'DEAL' },
          { to: { search: '?for=catalog' }, label: t('entities.ITEM'), isCurrent: entity === 'ITEM' },
        ]}
      />
      {answer?.kind === 'tooMany' ? <Alert tone="danger" title={t('errors.tooManyFields')} /> : null}
      {isAdding ? (
        <div className="rounded-card border border-accent bg-surface p-4 shadow-card">
          <FieldForm key={entity} entity={entity} cancelTo={base} lastResult={answer?.kind === 'create' ? answer.result : undefined} />
        </div>
      ) : null}
      {fields.length === 0 && !isAdding ? <EmptyState icon={ListPlus} title={t('empty.title')}>{t(`empty.${entity}`)}</EmptyState> : null}
      {fields.length > 0 ? <FieldTable fields={fields} entity={entity} base={base} editing={answer?.kind === 'update' ? answer.id : search.get('edit')} answer={answer?.kind === 'update' ? answer : null} /> : null}
    </section>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
