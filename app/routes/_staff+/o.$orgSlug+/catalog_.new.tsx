import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { emptyItem } from '~/domain/catalog/item-input';
import { CATALOG_KINDS, parseKind } from '~/domain/catalog/item-kinds';
import { isUuid } from '~/domain/leads/lead-filter';
import { findWorkRules } from '~/domain/organizations/work-rules.server';
import { getFixedT } from '~/platform/i18n.server';
import { cx } from '~/ui/class-names';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { ItemForm } from './__catalog/item-form';
import { loadItemForm, toFormValues } from './__catalog/item-form-data.server';
import { kindIcons } from './__catalog/kinds';
import { saveNewItem } from './__catalog/save-item.server';

export const handle = { i18n: ['catalog', 'fields'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'catalog', 'create');
  const asked = new URL(args.request.url).searchParams;
  const kind = parseKind(asked.get('kind')) ?? 'EQUIPMENT';
  const [category, machine] = [asked.get('category'), asked.get('machine')];
  const machineId = kind === 'ATTACHMENT' && isUuid(machine) ? machine : null;
  const [t, offers, { defaultTaxPercent }] = await Promise.all([getFixedT(args.request, 'catalog'), loadItemForm(staff, machineId), findWorkRules(staff.db)]);
  const values = toFormValues({ ...emptyItem({ kind, taxPercent: defaultTaxPercent, machineId: offers.machine?.id ?? null, unit: t(`usualUnit.${kind}`), materialKind: kind === 'MATERIAL' ? 'OTHER' : null, categoryId: isUuid(category) ? category : null }), custom: {} });
  return { title: `${t(`newOf.${kind}`)} · ${staff.org.name}`, catalogUrl: `/o/${staff.org.slug}/catalog`, kind, values, ...offers };
}

export async function action(args: ActionFunctionArgs) {
  return saveNewItem(args.request, await requireStaff(args, 'catalog', 'create'));
}

export default function NewItemPage() {
  const { t } = useTranslation('catalog');
  const { catalogUrl, kind, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t(`newOf.${kind}`)} crumbs={[{ label: t('title'), to: `${catalogUrl}?kind=${kind}` }]} />
      <nav aria-label={t('kinds')} className="mb-4 flex flex-wrap gap-1.5">
        {CATALOG_KINDS.map((other) => {
          const Icon = kindIcons[other];
          return (
            <Link
              key={other}
              to={`?kind=${other}`}
              replace
              aria-current={other === kind ? 'page' : undefined}
              className={cx('inline-flex min-h-9 items-center gap-1.5 rounded-control border px-3 text-14 pointer-coarse:min-h-11', other === kind ? 'border-accent bg-accent-soft font-medium' : 'border-line bg-surface hover:border-line-strong')}
            >
              <Icon aria-hidden="true" className="size-4 text-muted" />
              {t(`kind.${other}`)}
            </Link>
          );
        })}
      </nav>
      <ItemForm key={kind} {...form} kind={kind} version={null} cancelTo={`${catalogUrl}?kind=${kind}`} answer={answer} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
