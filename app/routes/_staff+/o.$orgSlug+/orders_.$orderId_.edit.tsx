import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError, type ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { loadEditedOrder } from './__orders/editor/load-editor.server';
import { OrderEditor } from './__orders/editor/order-editor';
import { saveOrder } from './__orders/editor/save-order.server';

export const handle = { i18n: ['order-editor', 'orders', 'contacts'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** A draft that is saved quietly is not read again: the page has what it sent. */
export function shouldRevalidate({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formData?.get('intent') !== 'autosave' && defaultShouldRevalidate;
}

export async function loader(args: LoaderFunctionArgs) {
  return loadEditedOrder(args.request, args.params.orderId, await requireStaff(args, 'orders', 'update'));
}

export async function action(args: ActionFunctionArgs) {
  return saveOrder(args.request, await requireStaff(args, 'orders', 'update'), args.params.orderId);
}

export default function EditOrderPage() {
  const { t } = useTranslation('order-editor');
  const { list, number, title: _title, ...editor } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('edit.title')} crumbs={[{ label: t('orders'), to: list }, { label: number, to: editor.cancelTo }]} />
      <OrderEditor {...editor} answer={answer && 'values' in answer ? answer : undefined} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
