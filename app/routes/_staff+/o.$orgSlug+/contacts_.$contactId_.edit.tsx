import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { isWithinScope } from '~/domain/contacts/contact-command';
import { findContact } from '~/domain/contacts/contact-record.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { getFixedT } from '~/platform/i18n.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { ContactForm } from './__contacts/contact-form';
import { loadContactForm, toFormValues } from './__contacts/contact-form-data.server';
import { saveContact } from './__contacts/save-contact.server';

export const handle = { i18n: ['contacts', 'fields'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'contacts', 'update');
  const { contactId } = args.params;
  const contact = isUuid(contactId) ? await findContact(staff.db, viewerFor(staff, 'contacts'), contactId) : null;
  if (!contact) throw data(null, 404);
  if (!isWithinScope({ scope: staff.scope, userId: staff.user.id }, contact)) throw data(null, 403);
  const t = await getFixedT(args.request, 'contacts');
  return {
    title: `${contact.name} · ${t('form.editTitle')}`,
    name: contact.name,
    contactsUrl: `/o/${staff.org.slug}/contacts`,
    card: `/o/${staff.org.slug}/contacts/${contact.id}`,
    version: contact.version,
    values: toFormValues(contact),
    ...(await loadContactForm(staff, contact.ownerId)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'contacts', 'update');
  const { contactId } = args.params;
  if (!isUuid(contactId)) throw data(null, 404);
  return saveContact({ request: args.request, staff }, contactId);
}

export default function EditContactPage() {
  const { t } = useTranslation('contacts');
  const { contactsUrl, card, name, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('form.editTitle')} crumbs={[{ label: t('title'), to: contactsUrl }, { label: name, to: card }]} />
      <ContactForm {...form} contactsUrl={contactsUrl} cancelTo={card} lastResult={answer?.result} duplicates={answer?.duplicates ?? []} conflict={answer?.conflict ?? null} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
