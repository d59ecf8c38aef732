import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { findItem } from '~/domain/catalog/item-record.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { getFixedT } from '~/platform/i18n.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { ItemForm } from './__catalog/item-form';
import { loadItemForm, toFormValues } from './__catalog/item-form-data.server';
import { saveItem } from './__catalog/save-item.server';

export const handle = { i18n: ['catalog', 'fields'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'catalog', 'update');
  const { itemId } = args.params;
  const item = isUuid(itemId) ? await findItem(staff.db, itemId) : null;
  if (!item) throw data(null, 404);
  const [t, offers] = await Promise.all([getFixedT(args.request, 'catalog'), loadItemForm(staff, item.machineId)]);
  const values = toFormValues(item);
  return {
    title: `${item.name} · ${t('form.editTitle')}`,
    name: item.name,
    kind: item.kind,
    catalogUrl: `/o/${staff.org.slug}/catalog`,
    card: `/o/${staff.org.slug}/catalog/${item.id}`,
    version: item.version,
    values: offers.seesCost ? values : { ...values, costPrice: '' },
    ...offers,
  };
}

export async function action(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'catalog', 'update');
  const { itemId } = args.params;
  if (!isUuid(itemId)) throw data(null, 404);
  return saveItem(args.request, staff, itemId);
}

export default function EditItemPage() {
  const { t } = useTranslation('catalog');
  const { catalogUrl, card, name, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('form.editTitle')} crumbs={[{ label: t('title'), to: catalogUrl }, { label: name, to: card }]} />
      <ItemForm {...form} cancelTo={card} answer={answer} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
