import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { consentTextSchema } from '~/domain/privacy/consent.schema';
import { Alert } from '~/ui/alert';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorScreen } from '~/ui/error-screen';
import { TextareaField } from '~/ui/field';
import { loadConsents, runConsentIntent } from './__privacy/consents.server';
import { PrivacyHead } from './__privacy/privacy-head';

export const handle = { i18n: ['personal-data'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadConsents(args.request, await requireStaff(args, 'personalData', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runConsentIntent(args.request, await requireStaff(args, 'personalData', 'update'));
}

/** What visitors agree to, version by version. */
export default function ConsentsPage() {
  const { t } = useTranslation('personal-data');
  const { base, publicUrl, kinds } = useLoaderData<typeof loader>();
  return (
    <section aria-labelledby="personal-data" className="flex max-w-4xl flex-col gap-5">
      <PrivacyHead base={base} current="consents" />
      <div className="flex flex-col gap-2">
        <p className="max-w-prose text-14 text-muted">{t('consents.intro')}</p>
        <a href={publicUrl} className="inline-flex items-center gap-1.5 self-start text-14 font-medium text-accent underline-offset-4 hover:underline">
          <ExternalLink aria-hidden="true" className="size-4" />
          {t('consents.page')}
        </a>
      </div>
      {kinds.map((kind) => <ConsentCard key={`${kind.kind} ${kind.current.version}`} row={kind} />)}
    </section>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['kinds'][number];

function ConsentCard({ row: { kind, current, earlier } }: { row: Row }) {
  const { t } = useTranslation('personal-data');
  const { canUpdate } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusal = answer?.kind === kind ? answer : null;
  const newest = refusal?.current ?? current;
  const [form, fields] = useForm({ id: `consent-${kind}`, lastResult: refusal?.result, constraint: getZodConstraint(consentTextSchema), defaultValue: { text: current.text } });
  return (
    <Card title={t(`consents.kinds.${kind}`)} aside={t('consents.current', { version: current.version, date: current.day })}>
      <div data-row="consent-text" data-id={kind} className="flex flex-col gap-4">
        {refusal?.error === 'stale' && refusal.current ? (
          <Alert tone="warm" title={t('consents.stale', { version: refusal.current.version })}><p className="whitespace-pre-line">{refusal.current.text || t('consents.standard')}</p></Alert>
        ) : null}
        {refusal?.error === 'same' ? <Alert tone="warm">{t('consents.same')}</Alert> : null}
        {current.text ? null : <p className="text-14 text-muted">{t('consents.standard')}</p>}
        {canUpdate ? (
          <Form method="post" {...getFormProps(form)} preventScrollReset className="flex flex-col items-start gap-3">
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="seen" value={newest.version} />
            <TextareaField field={fields.text} label={t('consents.text')} hint={t('consents.textHint')} errorNs="personal-data" rows={8} className="w-full" />
            <Button look="primary" name="intent" value="publish">{t('consents.publish', { version: newest.version + 1 })}</Button>
          </Form>
        ) : <p className="text-14 whitespace-pre-line">{current.text}</p>}
        {earlier.length > 0 ? (
          <details className="text-14">
            <summary className="cursor-pointer font-medium">{t('consents.earlier')}</summary>
            {earlier.map(({ version, text, day }) => (
              <div key={version} className="mt-3 border-l-2 border-line pl-3">
                <p className="text-13 text-muted">{t('consents.version', { version })} · {day}</p>
                <p className="break-words whitespace-pre-line">{text || t('consents.standard')}</p>
              </div>
            ))}
          </details>
        ) : null}
      </div>
    </Card>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
