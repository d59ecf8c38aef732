import { isRouteErrorResponse, Link, useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

/**
 * What happened, that nothing was lost, and the request id; never the internals.
 * @param inFrame inside the staff's frame, which has the page's main landmark already
 */
export function ErrorScreen({ error, inFrame = false, home = '/' }: { error: unknown; inFrame?: boolean; home?: string }) {
  const { t } = useTranslation('common');
  const requestId = useRouteLoaderData<{ requestId: string }>('root')?.requestId;
  const Tag = inFrame ? 'div' : 'main';
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const kind = status === 404 || status === 403 || status === 401 || status === 429 || status === 413 || status === 400 || status === 409 ? String(status) : '500';
  return (
    <Tag className="mx-auto flex min-h-[60vh] max-w-lg flex-col justify-center gap-3 px-6 py-16">
      <p className="text-13 font-semibold text-muted">{status}</p>
      <h1 className="text-28 font-semibold tracking-tight">{t(`error.${kind}.title`)}</h1>
      <p className="text-16 text-muted">{t(`error.${kind}.text`)}</p>
      {kind === '500' && requestId ? <p className="text-13 text-muted">{t('error.requestId', { id: requestId })}</p> : null}
      <p className="mt-2">
        <Link to={home} reloadDocument className="font-medium text-accent underline underline-offset-4">{t('error.home')}</Link>
      </p>
    </Tag>
  );
}
