import { useRouteError } from '@remix-run/react';
import { ErrorScreen } from '~/ui/error-screen';

/** What a visitor sees when a page cannot be shown. */
export function PublicError() {
  return <ErrorScreen error={useRouteError()} />;
}
