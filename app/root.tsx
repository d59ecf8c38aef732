import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { getLanguage } from '~/platform/i18n.server';
import { getTheme } from '~/platform/theme.server';
import { takeToast } from '~/platform/toast.server';
import { ErrorScreen } from '~/ui/error-screen';
import { useNonce } from '~/ui/nonce';
import { ToastRegion } from '~/ui/toast-region';
import styles from '~/ui/styles.css?url';

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/site.webmanifest' },
  { rel: 'stylesheet', href: styles },
];

export const meta: MetaFunction = () => [{ title: 'Teplo' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { toast, headers } = await takeToast(request);
  return data(
    { language: await getLanguage(request), theme: await getTheme(request), toast, requestId: context.requestId },
    { headers },
  );
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root');
  const { i18n } = useTranslation();
  const nonce = useNonce();
  // A page that declares `handle.plain` is HTML and its own small script: no framework is sent with it.
  const isPlain = useMatches().some((match) => isPlainHandle(match.handle));
  return (
    <html lang={i18n.language} data-theme={root?.theme ?? 'system'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#f6f5f2" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#151412" media="(prefers-color-scheme: dark)" />
        <Meta />
        <Links />
      </head>
      <body className="min-h-dvh">
        {children}
        <ToastRegion toast={root?.toast ?? null} />
        {isPlain ? null : (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} />;
}

function isPlainHandle(handle: unknown): boolean {
  return typeof handle === 'object' && handle !== null && 'plain' in handle && handle.plain === true;
}
