import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { requireStaff } from '~/domain/accounts/guard.server';
import { rememberOrganization } from '~/domain/accounts/last-organization.server';
import type { loader as rootLoader } from '~/root';
import { ErrorScreen } from '~/ui/error-screen';
import { StaffFrame } from '~/ui/staff-frame';
import { loadFrame } from './__frame.server';

export const handle = { i18n: ['common', 'frame'] };

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args);
  return data(await loadFrame(args.request, staff), { headers: await rememberOrganization(args.request, staff.org.slug) });
}

export default function StaffLayout() {
  const frame = useLoaderData<typeof loader>();
  const root = useRouteLoaderData<typeof rootLoader>('root');
  return (
    <StaffFrame frame={{ ...frame, theme: root?.theme ?? 'system' }}>
      <Outlet />
    </StaffFrame>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} />;
}
