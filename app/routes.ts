import { remixRoutesOptionAdapter } from '@remix-run/routes-option-adapter';
import { flatRoutes } from 'remix-flat-routes';

/** Hybrid flat routes; files that start with two underscores stand beside a route and are no route. */
export default remixRoutesOptionAdapter((defineRoutes) =>
  flatRoutes('routes', defineRoutes, {
    ignoredRouteFiles: ['**/.*', '**/__*', '**/__*/**', '**/*.test.{ts,tsx}', '**/*.server.ts'],
  }),
);
