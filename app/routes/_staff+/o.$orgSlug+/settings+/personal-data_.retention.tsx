import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { ErrorScreen } from '~/ui/error-screen';
import { controlClass } from '~/ui/field';
import { PrivacyHead } from './__privacy/privacy-head';
import { loadRetention, runRetentionIntent } from './__privacy/retention.server';

export const handle = { i18n: ['personal-data'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadRetention(args.request, await requireStaff(args, 'personalData', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runRetentionIntent(args.request, await requireStaff(args, 'personalData', 'update'));
}

/** How long each kind of data is kept. */
export default function RetentionPage() {
  const { t } = useTranslation('personal-data');
  const { base, kinds } = useLoaderData<typeof loader>();
  return (
    <section aria-labelledby="personal-data" className="flex max-w-4xl flex-col gap-5">
      <PrivacyHead base={base} current="retention" />
      <p className="max-w-prose text-14 text-muted">{t('retention.intro')}</p>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
        {kinds.map((row) => <Period key={`${row.kind} ${row.days}`} row={row} />)}
      </ul>
    </section>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['kinds'][number];

function Period({ row: { kind, days, min, max, mayBeForever, count, effect } }: { row: Row }) {
  const { t } = useTranslation('personal-data');
  const { canUpdate } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusal = answer?.kind === kind ? answer : null;
  const bounds = t('retention.bounds', { min, max });
  const seen = refusal?.error === 'stale' ? refusal.current : days;
  return (
    <li data-row="retention" data-id={kind} className="flex flex-wrap items-start gap-x-6 gap-y-3 px-4 py-4 md:px-5">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="text-14 font-semibold">{t(`retention.kinds.${kind}.title`)}</h3>
        <p className="max-w-prose text-13 text-muted">{t(`retention.kinds.${kind}.text`)}</p>
        <p data-metric={`expired-${kind}`} data-value={count} className={cx('mt-1 text-13', count > 0 ? 'font-medium text-warm' : 'text-muted')}>{effect}</p>
      </div>
      <Form method="post" preventScrollReset className="flex w-64 flex-col gap-1">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="seen" value={seen ?? ''} />
        <div className="flex items-end gap-2">
          <label className="flex min-w-0 flex-1 flex-col gap-1 text-13 font-medium">
            {t('retention.days')}
            <input
              name="days"
              inputMode="numeric"
              pattern="\d*"
              maxLength={5}
              disabled={!canUpdate}
              required={!mayBeForever}
              defaultValue={refusal?.typed ?? days ?? ''}
              placeholder={mayBeForever ? t('retention.foreverValue') : undefined}
              aria-describedby={`${kind}-hint`}
              aria-invalid={refusal ? true : undefined}
              className={cx(controlClass, 'tabular-nums')}
            />
          </label>
          {canUpdate ? <Button name="intent" value="retention" aria-label={`${t('retention.save')}: ${t(`retention.kinds.${kind}.title`)}`}>{t('retention.save')}</Button> : null}
        </div>
        <p id={`${kind}-hint`} className="text-12 text-muted">{bounds}{mayBeForever ? `. ${t('retention.foreverHint')}` : null}</p>
        {refusal ? <p role="alert" className="text-13 text-danger">{refusal.error === 'stale' ? t('retention.stale', { current: refusal.current ?? t('retention.foreverValue') }) : t('retention.error', { bounds })}</p> : null}
      </Form>
    </li>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
