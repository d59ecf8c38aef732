import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { findPublicOrganization } from '~/domain/leads/public-form.server';
import { FormPage } from './__form-page';
import { loadForm } from './__load-form.server';
import { notFound } from './__not-found.server';
import { takeForm } from './__take-form.server';

export const handle = { plain: true, i18n: ['form'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }, { name: 'description', content: data?.description }];

export const headers: HeadersFunction = ({ actionHeaders, loaderHeaders }) => actionHeaders ?? loaderHeaders;

export async function loader(args: LoaderFunctionArgs) {
  return loadForm(args, (await findPublicOrganization(args.params.orgSlug)) ?? notFound());
}

export async function action(args: ActionFunctionArgs) {
  return takeForm(args, (await findPublicOrganization(args.params.orgSlug)) ?? notFound());
}

export default function OrganizationForm() {
  return <FormPage page={useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />;
}

export { PublicError as ErrorBoundary } from './__public-error';
