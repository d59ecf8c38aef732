import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { requireUser } from '~/domain/accounts/guard.server';
import { listMemberships } from '~/domain/accounts/members/members.server';
import { timeZones } from '~/domain/accounts/organization-options';
import { newOrganizationFields, newOrganizationSchema } from '~/domain/accounts/setup.schema';
import { OrganizationFields, suggestAddress } from '~/domain/accounts/parts/organization-fields';
import { createOrganization, mayCreateOrganization } from '~/domain/organizations/create-organization.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { ButtonLink, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { PersonalFrame } from './__personal-frame';

export const handle = { i18n: ['members', 'auth'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }];

export async function loader(args: LoaderFunctionArgs) {
  const { user } = await requireUser(args);
  if (!(await mayCreateOrganization(user.id))) throw data(null, 403);
  const [memberships, t] = await Promise.all([listMemberships(user.id), getFixedT(args.request, 'members')]);
  return { title: `${t('newOrganization.title')} · Teplo`, zones: timeZones(), places: memberships.map(({ slug, name }) => ({ slug, name })), zone: memberships[0]?.timeZone ?? 'Europe/Moscow' };
}

export async function action(args: ActionFunctionArgs) {
  const { user } = await requireUser(args);
  const submission = parseWithZod(await args.request.formData(), { schema: newOrganizationSchema });
  if (!(await mayCreateOrganization(user.id))) throw data(null, 403);
  if (submission.status !== 'success') return data({ result: submission.reply() }, 422);
  const t = await getFixedT(args.request, 'members');
  const made = await createOrganization({ userId: user.id, name: user.name }, submission.value);
  if (made.ok) return redirectWithToast(`/o/${made.slug}`, { message: t('newOrganization.done', { name: submission.value.organizationName }), tone: 'success' });
  if (made.error === 'forbidden') throw data(null, 403);
  return data({ result: submission.reply({ fieldErrors: { slug: ['errors.slugTaken'] } }) }, 409);
}

export default function NewOrganizationPage() {
  const { t } = useTranslation(['members', 'common']);
  const { zones, zone, places } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof newOrganizationFields>>({
    id: 'organization',
    lastResult: answer?.result,
    constraint: getZodConstraint(newOrganizationFields),
    defaultValue: { timeZone: zone, currency: 'RUB' },
  });
  return (
    <PersonalFrame places={places}>
      <PageHeader title={t('newOrganization.title')} intro={t('newOrganization.intro')} crumbs={[{ label: t('organizations.title'), to: '/organizations' }]} />
      <Card as="div">
        <Form method="post" {...getFormProps(form)} onInput={suggestAddress} className="flex flex-col gap-4">
          <OrganizationFields fields={fields} zones={zones} />
          <div className="flex flex-wrap gap-2">
            <SubmitButton pendingLabel={t('newOrganization.pending')}>{t('newOrganization.submit')}</SubmitButton>
            <ButtonLink to="/organizations" look="quiet">{t('common:cancel')}</ButtonLink>
          </div>
        </Form>
      </Card>
    </PersonalFrame>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} />;
}
