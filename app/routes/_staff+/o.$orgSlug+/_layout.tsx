import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { useMemo } from 'react';
import { requireStaff } from '~/domain/accounts/guard.server';
import { rememberOrganization } from '~/domain/accounts/last-organization.server';
import { ConfirmBanner } from '~/domain/accounts/parts/confirm-banner';
import type { loader as rootLoader } from '~/root';
import { ErrorScreen } from '~/ui/error-screen';
import { KeptForms } from '~/ui/kept-forms/kept-forms';
import { PicturesContext } from '~/ui/person-chip';
import { StaffFrame } from '~/ui/staff-frame';
import { loadFrame } from './__frame.server';

export const handle = { i18n: ['common', 'frame', 'confirm'] };

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args);
  return data(await loadFrame(args.request, staff), { headers: await rememberOrganization(args.request, staff.org.slug) });
}

export default function StaffLayout() {
  const frame = useLoaderData<typeof loader>();
  const root = useRouteLoaderData<typeof rootLoader>('root');
  const pictures = useMemo(() => new Map(frame.pictures), [frame.pictures]);
  return (
    <PicturesContext.Provider value={pictures}>
      <StaffFrame frame={{ ...frame, theme: root?.theme ?? 'system' }}>
        {frame.unconfirmed ? <ConfirmBanner email={frame.unconfirmed} className="mb-4" /> : null}
        <KeptForms personId={frame.user.id} />
        <Outlet />
      </StaffFrame>
    </PicturesContext.Provider>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} />;
}
