import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { CONTACT_LIMITS, emptyContact } from '~/domain/contacts/contact-input';
import { getFixedT } from '~/platform/i18n.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { ContactForm } from './__contacts/contact-form';
import { loadContactForm, toFormValues } from './__contacts/contact-form-data.server';
import { saveNewContact } from './__contacts/save-contact.server';

export const handle = { i18n: ['contacts', 'fields'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'contacts', 'create');
  const t = await getFixedT(args.request, 'contacts');
  const offers = await loadContactForm(staff, null);
  const asked = new URL(args.request.url).searchParams;
  const name = (asked.get('name') ?? '').slice(0, CONTACT_LIMITS.name);
  const isOwner = offers.people.some(({ id }) => id === staff.user.id);
  const kind = asked.get('kind') === 'COMPANY' ? ('COMPANY' as const) : ('PERSON' as const);
  return {
    title: `${t('new')} · ${staff.org.name}`,
    contactsUrl: `/o/${staff.org.slug}/contacts`,
    values: toFormValues({ ...emptyContact({ name, kind, ownerId: isOwner ? staff.user.id : null }), custom: {} }),
    ...offers,
  };
}

export async function action(args: ActionFunctionArgs) {
  return saveNewContact({ request: args.request, staff: await requireStaff(args, 'contacts', 'create') });
}

export default function NewContactPage() {
  const { t } = useTranslation('contacts');
  const { contactsUrl, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('new')} crumbs={[{ label: t('title'), to: contactsUrl }]} />
      <ContactForm {...form} version={null} contactsUrl={contactsUrl} cancelTo={contactsUrl} lastResult={answer?.result} duplicates={answer?.duplicates ?? []} conflict={null} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
