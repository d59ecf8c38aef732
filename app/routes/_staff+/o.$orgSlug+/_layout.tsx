import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { listMemberships } from '~/domain/accounts/members.server';
import { requireStaff } from '~/domain/accounts/guard.server';
import type { loader as rootLoader } from '~/root';
import { ErrorScreen } from '~/ui/error-screen';
import { StaffFrame, type PlaceKey } from '~/ui/staff-frame';

export const handle = { i18n: ['common'] };

export async function loader(args: LoaderFunctionArgs) {
  const { org, user, can } = await requireStaff(args);
  const places: PlaceKey[] = ['today'];
  if (can('leads', 'read')) places.push('leads');
  if (can('catalog', 'read')) places.push('services');
  if (can('analytics', 'read') === 'all') places.push('analytics');
  if (can('organization', 'read')) places.push('settings');
  const organizations = await listMemberships(user.id);
  return {
    org: { slug: org.slug, name: org.name, timeZone: org.timeZone, currency: org.currency },
    organizations: organizations.map(({ slug, name }) => ({ slug, name })),
    userName: user.name,
    places,
    formUrl: org.isDefault ? '/' : `/r/${org.slug}`,
  };
}

export default function StaffLayout() {
  const { org, organizations, userName, places, formUrl } = useLoaderData<typeof loader>();
  const root = useRouteLoaderData<typeof rootLoader>('root');
  return (
    <StaffFrame org={org} organizations={organizations} userName={userName} theme={root?.theme ?? 'system'} places={places} formUrl={formUrl}>
      <Outlet />
    </StaffFrame>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} />;
}
