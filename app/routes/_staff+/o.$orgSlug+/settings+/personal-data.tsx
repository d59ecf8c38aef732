import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData, useRouteError } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Button, buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorScreen } from '~/ui/error-screen';
import { controlClass } from '~/ui/field';
import { ProgressBar, RunRefresh, useRunProgress } from '~/ui/progress';
import { loadPeople } from './__privacy/load-people.server';
import { PrivacyHead } from './__privacy/privacy-head';

export const handle = { i18n: ['personal-data'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadPeople(args.request, await requireStaff(args, 'personalData', 'read'));
}

/** Who asks for their data is found here; what was handed over and erased is listed. */
export default function PersonalDataPage() {
  const { t } = useTranslation('personal-data');
  const { base, q, isUnreadable, found, isRunning } = useLoaderData<typeof loader>();
  useRunProgress(isRunning);
  return (
    <section aria-labelledby="personal-data" className="flex max-w-4xl flex-col gap-5">
      <RunRefresh isRunning={isRunning} />
      <PrivacyHead base={base} current="people" />
      <Card as="div">
        <Form method="get" role="search" className="flex flex-wrap items-end gap-3">
          <label className="flex min-w-0 flex-1 basis-64 flex-col gap-1.5 text-14 font-medium">
            {t('search.label')}
            <input type="search" name="q" defaultValue={q} required aria-describedby="search-hint" aria-invalid={isUnreadable || undefined} className={controlClass} />
          </label>
          <Button look="primary">{t('search.submit')}</Button>
        </Form>
        <p id="search-hint" className="mt-2 text-13 text-muted">{t('search.hint')}</p>
        {isUnreadable ? <p role="alert" className="mt-3 text-14 text-danger">{t('search.invalid')}</p> : null}
        {found ? <Found found={found} /> : null}
      </Card>
      <Exports />
      <Receipts />
    </section>
  );
}

function Found({ found }: { found: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['found']> }) {
  const { t } = useTranslation('personal-data');
  if (found.length === 0) {
    return <p className="mt-4 text-14"><span className="font-medium">{t('search.none')}</span> <span className="text-muted">{t('search.noneHint')}</span></p>;
  }
  return (
    <ul aria-label={t('search.found')} className="mt-4 divide-y divide-line border-t border-line">
      {found.map(({ kind, id, name, keys, to }) => (
        <li key={id} data-row="person" data-id={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2.5">
          <Link to={to} className="text-14 font-medium break-words text-accent hover:underline">{name}</Link>
          <span className="text-13 text-muted">{t(`kind.${kind}`)}</span>
          <span className="basis-full text-13 break-words text-muted">{keys}</span>
        </li>
      ))}
    </ul>
  );
}

function Exports() {
  const { t } = useTranslation('personal-data');
  const { base, exports, keep, canExport } = useLoaderData<typeof loader>();
  return (
    <Card title={t('exports.title')} aside={keep}>
      {exports.length === 0 ? <p className="text-14 text-muted">{t('exports.empty')}</p> : (
        <ul className="-my-2 divide-y divide-line">
          {exports.map(({ id, state, total, done, hasFile, by }) => (
            <li key={id} data-row="personal-export" data-id={id} data-run-state={state} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5 text-14">
              <span className="min-w-0 flex-1 basis-52">
                <span className="font-medium">{t(`exports.state.${state}`)}</span>
                <span className="block text-13 text-muted">{by}</span>
              </span>
              {state === 'RUNNING' || state === 'QUEUED' ? <div className="w-56"><ProgressBar label={t('exports.running')} done={done} total={total || null} /></div> : null}
              {state === 'DONE' && !hasFile ? <span className="text-13 text-muted">{t('exports.gone')}</span> : null}
              {state === 'DONE' && hasFile && canExport ? (
                <a href={`${base}/exports/${id}`} download className={buttonClass('secondary', 'small')}>
                  <Download aria-hidden="true" className="size-4" />
                  {t('exports.download')}
                </a>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Receipts() {
  const { t } = useTranslation('personal-data');
  const { base, erasures } = useLoaderData<typeof loader>();
  return (
    <Card title={t('erasures.title')} id="receipts">
      {erasures.length === 0 ? <p className="text-14 text-muted">{t('erasures.empty')}</p> : (
        <ul className="-my-2 divide-y divide-line">
          {erasures.map(({ id, number, at, sums, cause }) => (
            <li key={id} data-row="erasure" data-id={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2.5 text-14">
              <Link to={`${base}/erasures/${id}`} className="font-medium text-accent hover:underline">{t('erasures.number', { number })}</Link>
              <span className="text-13 text-muted">{at} · {cause}</span>
              <span className="basis-full text-13 text-muted">{sums}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
