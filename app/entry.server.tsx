import { createReadableStreamFromReadable } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import type { AppLoadContext, EntryContext } from '@remix-run/server-runtime';
import { renderToPipeableStream } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { isDatabaseDown } from '~/platform/db.server';
import { withoutNul } from '~/platform/http/without-nul';
import { getI18n, getLanguage } from '~/platform/i18n.server';
import { reportError } from '~/platform/errors.server';
import { NonceProvider } from '~/ui/nonce';

export const streamTimeout = 10_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
) {
  const language = await getLanguage(request);

  return new Promise<Response>((resolve, reject) => {
    let shellRendered = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={context.nonce}>
        <I18nextProvider i18n={getI18n(language)}>
          <RemixServer context={remixContext} url={request.url} abortDelay={streamTimeout} nonce={context.nonce} />
        </I18nextProvider>
      </NonceProvider>,
      {
        nonce: context.nonce,
        onShellReady() {
          shellRendered = true;
          const body = withoutNul();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          headers.set('Content-Language', language);
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          if (shellRendered) reportError(error, context);
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  // A wrong method or address is the visitor's mistake.
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  if (isDatabaseDown(error)) context.databaseDown = true;
  else reportError(error, context);
}
