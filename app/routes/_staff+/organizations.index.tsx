import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { Building2, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { requireUser } from '~/domain/accounts/guard.server';
import { readLastOrganization } from '~/domain/accounts/last-organization.server';
import { listMemberships, listOnlyOwnerships } from '~/domain/accounts/members/members.server';
import { removeMember } from '~/domain/accounts/members/remove-member.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { Button, ButtonLink, buttonClass } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { formatDay } from '~/ui/format';
import { PageHeader } from '~/ui/page-header';
import { PersonalFrame } from './__personal-frame';

export const handle = { i18n: ['members'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }];

export async function loader(args: LoaderFunctionArgs) {
  const { user } = await requireUser(args);
  const [memberships, onlyOwnerOf, last, t] = await Promise.all([
    listMemberships(user.id),
    listOnlyOwnerships(user.id),
    readLastOrganization(args.request),
    getFixedT(args.request, 'members'),
  ]);
  return {
    title: `${t('organizations.title')} · Teplo`,
    email: user.email,
    canCreate: memberships.some(({ role }) => role === 'OWNER'),
    places: memberships.map(({ organizationId, slug, name, role, isDefault, timeZone, createdAt }) => ({ id: organizationId, slug, name, role, isDefault, timeZone, since: createdAt, isLast: slug === last, mayLeave: !onlyOwnerOf.includes(organizationId) })),
  };
}

/** Leaving, for those too who may not open the members' page. */
export async function action(args: ActionFunctionArgs) {
  const { user } = await requireUser(args);
  const form = await args.request.formData();
  if (form.get('intent') !== 'leave') throw data(null, 400);
  const id = z.guid().safeParse(form.get('id'));
  const place = (await listMemberships(user.id)).find(({ organizationId }) => organizationId === id.data);
  if (!place) throw data(null, 404);
  const t = await getFixedT(args.request, 'members');
  const done = await removeMember({ actor: { organizationId: place.organizationId, userId: user.id }, userId: user.id, handOverTo: null, now: new Date() });
  if (done.ok) return redirectWithToast('/organizations', { message: t('leave.done', { organization: place.name }), tone: 'success' });
  if (done.error === 'lastOwner') return redirectWithToast('/organizations', { message: t('errors.lastOwner'), tone: 'error' });
  return redirect('/organizations', 303);
}

export default function OrganizationsPage() {
  const { t, i18n } = useTranslation('members');
  const { places, canCreate, email } = useLoaderData<typeof loader>();
  const create = canCreate ? (
    <ButtonLink to="/organizations/new" look="primary">
      <Plus aria-hidden="true" className="size-4" />
      {t('organizations.new')}
    </ButtonLink>
  ) : null;
  return (
    <PersonalFrame places={places}>
      <PageHeader title={t('organizations.title')} intro={t('organizations.intro')} actions={create} />
      {places.length === 0 ? <EmptyState icon={Building2} title={t('organizations.empty')}>{t('organizations.emptyText', { email })}</EmptyState> : (
        <ul aria-label={t('organizations.caption')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
          {places.map(({ id, slug, name, role, isDefault, isLast, timeZone, since, mayLeave }) => (
            <li key={id} data-row="organization" data-id={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-5">
              <span aria-hidden="true" className="grid size-10 shrink-0 place-items-center rounded-control bg-accent text-16 font-bold text-on-accent">{name.slice(0, 1).toUpperCase()}</span>
              <div className="min-w-0 flex-1 basis-56">
                <a href={`/o/${slug}`} className="font-medium hover:underline">{name}</a>
                <p className="text-13 text-muted">
                  {[t(`roles.${role}`), t('organizations.since', { day: formatDay(new Date(since), i18n.language, timeZone) }), isLast ? t('organizations.last') : isDefault ? t('organizations.default') : null].filter(Boolean).join(' · ')}
                </p>
              </div>
              {mayLeave ? <Leave id={id} name={name} /> : null}
            </li>
          ))}
        </ul>
      )}
    </PersonalFrame>
  );
}

function Leave({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('members');
  return (
    <details className="open:w-full">
      <summary aria-label={`${t('leave.title')}: ${name}`} className={buttonClass('quiet', 'small', 'cursor-pointer')}>{t('leave.open')}</summary>
      <Form method="post" className="mt-2 flex flex-wrap items-center gap-3 text-13">
        <input type="hidden" name="id" value={id} />
        <p className="min-w-0 flex-1 basis-64">{t('leave.text', { organization: name })}</p>
        <Button look="danger" size="small" name="intent" value="leave">{t('leave.submit')}</Button>
      </Form>
    </details>
  );
}
