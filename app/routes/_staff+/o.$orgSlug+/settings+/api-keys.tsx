import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError, useSearchParams } from '@remix-run/react';
import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { listApiKeys } from '~/domain/accounts/programs/api-keys.server';
import { requireStaff } from '~/domain/accounts/guard.server';
import { getFixedT } from '~/platform/i18n.server';
import { ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { runApiKeyIntent } from './__api-keys/api-key-actions.server';
import { ApiKeyForm } from './__api-keys/api-key-form';
import { ApiKeyTable } from './__api-keys/api-key-table';
import { KeyOnce } from './__api-keys/key-once';

export const handle = { i18n: ['api-keys', 'settings'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, user } = await requireStaff(args, 'apiKeys', 'read');
  const [keys, t] = await Promise.all([listApiKeys(db), getFixedT(args.request, 'api-keys')]);
  return { title: `${t('title')} · ${org.name}`, base: `/o/${org.slug}/settings/api-keys`, now: new Date(), timeZone: user.timeZone ?? org.timeZone, keys };
}

export async function action(args: ActionFunctionArgs) {
  return runApiKeyIntent(args.request, await requireStaff(args, 'apiKeys', 'read'));
}

export default function ApiKeysPage() {
  const { t } = useTranslation('api-keys');
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const isMaking = answer?.kind === 'form' || (search.has('new') && answer?.kind !== 'key');
  const open = (
    <ButtonLink look="primary" to="?new" preventScrollReset>
      <KeyRound aria-hidden="true" className="size-4" />
      {t('create.open')}
    </ButtonLink>
  );
  return (
    <section aria-labelledby="api-keys-title" className="flex flex-col gap-5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="max-w-prose text-14 text-muted">
          <h2 id="api-keys-title" className="text-20 font-semibold text-ink">{t('title')}</h2>
          <p>
            {t('intro')} <a href="/api/docs" className="whitespace-nowrap text-accent underline underline-offset-2">{t('docs')}</a>
          </p>
        </div>
        {isMaking || page.keys.length === 0 ? null : open}
      </div>
      {answer?.kind === 'key' ? <KeyOnce name={answer.name} secret={answer.key} /> : null}
      {isMaking ? <ApiKeyForm base={page.base} lastResult={answer?.kind === 'form' ? answer.result : undefined} /> : null}
      {page.keys.length > 0 ? <ApiKeyTable page={page} /> : null}
      {page.keys.length === 0 && !isMaking ? <EmptyState icon={KeyRound} title={t('empty.title')} action={open}>{t('empty.text')}</EmptyState> : null}
    </section>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
