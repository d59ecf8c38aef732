import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Alert } from '~/ui/alert';
import { Button, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorScreen } from '~/ui/error-screen';
import { loadPerson } from './__privacy/load-person.server';
import { runPersonIntent } from './__privacy/person-actions.server';
import { ReceiptTable } from './__privacy/receipt-table';

export const handle = { i18n: ['personal-data'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadPerson(args.request, await requireStaff(args, 'personalData', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runPersonIntent(args.request, await requireStaff(args, 'personalData', 'read'));
}

/** One person: everything that is held, to be handed over or erased. */
export default function PersonPage() {
  const { t } = useTranslation('personal-data');
  const { base, known, isErased, rights } = useLoaderData<typeof loader>();
  return (
    <section aria-labelledby="person" className="flex max-w-3xl flex-col gap-5">
      <div className="flex flex-col gap-1">
        <Link to={base} className="self-start text-14 text-accent hover:underline">{t('person.crumb')}</Link>
        <h2 id="person" className="text-20 font-semibold">{t('person.title')}</h2>
        <p className="text-14 break-words text-muted">{t('person.keys')}: {known.length > 0 ? known.join(' · ') : '—'}</p>
      </div>
      {isErased ? <Alert tone="info" title={t('person.erased.title')}>{t('person.erased.text')}</Alert> : (
        <>
          <Namesakes />
          {rights.export ? (
            <Card title={t('person.export.title')}>
              <p className="mb-4 max-w-prose text-14 text-muted">{t('person.export.text')}</p>
              <Form method="post">
                <PersonFields />
                <Button name="intent" value="export">
                  <Download aria-hidden="true" className="size-4" />
                  {t('person.export.submit')}
                </Button>
              </Form>
            </Card>
          ) : null}
          <Erasure />
        </>
      )}
    </section>
  );
}

/** The address of the page as fields, so that a form means the person who is shown. */
function PersonFields() {
  const { start, also } = useLoaderData<typeof loader>();
  return (
    <>
      {start.contact ? <input type="hidden" name="contact" value={start.contact} /> : null}
      {start.leads.map((id) => <input key={id} type="hidden" name="lead" value={id} />)}
      {also.map((id) => <input key={id} type="hidden" name="also" value={id} />)}
    </>
  );
}

function Namesakes() {
  const { t } = useTranslation('personal-data');
  const { namesakes } = useLoaderData<typeof loader>();
  if (namesakes.length === 0) return null;
  return (
    <Card title={t('person.namesakes')}>
      <p className="mb-3 max-w-prose text-14 text-muted">{t('person.namesakesHint')}</p>
      <Form method="get" className="flex flex-col items-start gap-3">
        <PersonFields />
        {namesakes.map(({ id, name, keys }) => (
          <div key={id} className="flex min-w-0 flex-col">
            <label className="flex items-start gap-2.5 text-14 font-medium">
              <input type="checkbox" name="also" value={id} className="mt-0.5 size-4 accent-accent" />
              {name}
            </label>
            <span className="pl-6.5 text-13 break-words text-muted">{keys}</span>
          </div>
        ))}
        <Button size="small">{t('person.recount')}</Button>
      </Form>
    </Card>
  );
}

function Erasure() {
  const { t } = useTranslation('personal-data');
  const { lines, running, unpaid, rights } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return (
    <Card title={t('person.erase.title')}>
      <p className="mb-3 max-w-prose text-14 text-muted">{t('person.erase.text')}</p>
      <ReceiptTable lines={lines} />
      <div className="mt-5 flex flex-col gap-4">
        {running.length > 0 ? <Alert tone="warm" title={t('person.running.title')}>{t('person.running.text')} <Orders orders={running} /></Alert> : null}
        {unpaid.length > 0 ? <Alert tone="warm" title={t('person.unpaid.title')}>{t('person.unpaid.text')} <Orders orders={unpaid} /></Alert> : null}
        {rights.erase ? null : <p className="text-14 text-muted">{t('person.erase.readOnly')}</p>}
        {rights.erase && running.length === 0 ? (
          <Form method="post" className="flex flex-col items-start gap-3">
            <PersonFields />
            {unpaid.length > 0 ? <Confirmation name="acceptsUnpaid" label={t('person.erase.acceptsUnpaid')} error={refusal?.error === 'unpaid' ? t('person.unpaidMissing') : null} /> : null}
            <Confirmation name="confirm" label={t('person.erase.confirm')} error={refusal?.error === 'confirm' ? t('person.confirmMissing') : null} />
            <p className="text-13 text-muted">{t('person.erase.irreversible')}</p>
            <SubmitButton look="danger" name="intent" value="erase">{t('person.erase.submit')}</SubmitButton>
          </Form>
        ) : null}
      </div>
    </Card>
  );
}

function Orders({ orders }: { orders: readonly { number: string; to: string; balance?: string }[] }) {
  const { t } = useTranslation('personal-data');
  return (
    <ul className="mt-1">
      {orders.map(({ number, to, balance }) => (
        <li key={to}><Link to={to} className="font-medium underline underline-offset-4">{number}</Link>{balance ? ` — ${t('person.balance', { amount: balance })}` : null}</li>
      ))}
    </ul>
  );
}

function Confirmation({ name, label, error }: { name: string; label: string; error: string | null }) {
  return (
    <div>
      <label className="flex items-start gap-2.5 text-14">
        <input type="checkbox" name={name} required aria-invalid={error ? true : undefined} aria-describedby={error ? `${name}-error` : undefined} className="mt-0.5 size-4 accent-accent" />
        {label}
      </label>
      {error ? <p id={`${name}-error`} role="alert" className="mt-1 text-13 text-danger">{error}</p> : null}
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
