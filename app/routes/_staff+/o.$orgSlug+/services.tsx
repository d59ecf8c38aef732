import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ExternalLink, Plus, Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { listServices } from '~/domain/catalog/services.server';
import { getFixedT } from '~/platform/i18n.server';
import { Alert } from '~/ui/alert';
import { ButtonLink, buttonClass } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/page-header';
import { InUseAlert } from './__services/row-actions';
import { ServiceForm } from './__services/service-form';
import { ServiceTable } from './__services/service-table';
import { runServiceIntent } from './__services/services-actions.server';

export const handle = { i18n: ['services'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'catalog', 'read');
  const t = await getFixedT(args.request, 'services');
  return {
    title: `${t('title')} · ${org.name}`,
    services: await listServices(db, org.id),
    rights: {
      create: Boolean(can('catalog', 'create')),
      update: Boolean(can('catalog', 'update')),
      delete: Boolean(can('catalog', 'delete')),
      leads: Boolean(can('leads', 'read')),
    },
    formUrl: org.isDefault ? '/' : `/r/${org.slug}`,
    base: `/o/${org.slug}`,
  };
}

export async function action(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'catalog', 'read');
  return runServiceIntent(args.request, staff);
}

export default function ServicesPage() {
  const { t } = useTranslation('services');
  const { services, rights, formUrl, base } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const isAdding = rights.create && (search.has('new') || answer?.kind === 'create' || services.length === 0);
  const offered = services.filter((service) => service.isActive && service.offeredOnForm).length;

  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={
          <>
            <a href={formUrl} className={buttonClass('quiet')}>
              <ExternalLink aria-hidden="true" className="size-4" />
              {t('openForm')}
            </a>
            {rights.create && !isAdding ? (
              <ButtonLink look="primary" to="?new" preventScrollReset>
                <Plus aria-hidden="true" className="size-4" />
                {t('add')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        {answer?.kind === 'inUse' ? <InUseAlert {...answer} canUpdate={rights.update} /> : null}
        {services.length > 0 && offered === 0 ? <Alert tone="warm" title={t('noneOffered.title')}>{t('noneOffered.text')}</Alert> : null}
        {services.length === 0 ? (
          <EmptyState icon={Wrench} title={t('empty.title')}>{rights.create ? t('empty.text') : t('empty.readOnly')}</EmptyState>
        ) : null}
        {isAdding ? (
          <section aria-label={t('add')} className="rounded-card border border-accent bg-surface p-4 shadow-card">
            <ServiceForm intent="create" lastResult={answer?.kind === 'create' ? answer.result : undefined} />
          </section>
        ) : null}
        {services.length > 0 ? (
          <ServiceTable services={services} rights={rights} base={base} editing={answer?.kind === 'update' ? answer.id : search.get('edit')} answer={answer} offered={offered} />
        ) : null}
      </div>
    </>
  );
}
