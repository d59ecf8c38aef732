import { useRouteError, useRouteLoaderData } from '@remix-run/react';
import type { loader as rootLoader } from '~/root';
import { ErrorScreen } from '~/ui/error-screen';

/** What a visitor sees when a page cannot be shown. */
export function PublicError() {
  const root = useRouteLoaderData<typeof rootLoader>('root');
  return <ErrorScreen error={useRouteError()} requestId={root?.requestId} />;
}
