import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff, type Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { findErasure } from '~/domain/privacy/list-erasures.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { ErrorScreen } from '~/ui/error-screen';
import { formatBytes, formatDateTime, formatDay } from '~/ui/format';
import { ReceiptTable } from './__privacy/receipt-table';

export const handle = { i18n: ['personal-data'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadReceipt(args.request, await requireStaff(args, 'personalData', 'read'), args.params.erasureId);
}

async function loadReceipt(request: Request, { db, org }: Staff, erasureId: string | undefined) {
  const found = isUuid(erasureId) ? await findErasure(db, erasureId) : null;
  if (!found) throw new Response('Not found', { status: 404 });
  const [members, t, language] = await Promise.all([listMemberNames(db), getFixedT(request, 'personal-data'), getLanguage(request)]);
  const { number, at, byId, receipt, backupsUntil } = found;
  const heading = t('receipt.title', { number });
  return {
    title: `${heading} · ${org.name}`,
    heading,
    back: `/o/${org.slug}/settings/personal-data#receipts`,
    facts: [
      [t('receipt.organization'), org.name],
      [t('receipt.at'), formatDateTime(at, language, org.timeZone)],
      [t('receipt.by'), members.find(({ id }) => id === byId)?.name ?? t('receipt.system')],
      [t('receipt.cause'), t(`erasures.cause.${receipt.cause}`)],
      ...(receipt.fileBytes > 0 ? [[t('receipt.bytes'), formatBytes(receipt.fileBytes, language)]] : []),
    ] as [string, string][],
    lines: receipt.lines,
    backups: t('receipt.backupsUntil', { date: formatDay(backupsUntil, language, org.timeZone) }),
  };
}

/** What was done with a person's data, to be printed and handed over. */
export default function ReceiptPage() {
  const { t } = useTranslation('personal-data');
  const { heading, back, facts, lines, backups } = useLoaderData<typeof loader>();
  return (
    <article aria-labelledby="receipt" className="flex max-w-3xl flex-col gap-5">
      <Link to={back} className="self-start text-14 text-accent no-print hover:underline">{t('receipt.back')}</Link>
      <h2 id="receipt" className="text-20 font-semibold text-balance">{heading}</h2>
      <dl className="grid gap-x-6 gap-y-2 text-14 sm:grid-cols-2">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-13 text-muted">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="rounded-card border border-line bg-surface p-4 shadow-card md:p-5"><ReceiptTable lines={lines} /></div>
      <div className="flex flex-col gap-2 text-14">
        <h3 className="font-semibold">{t('receipt.backups')}</h3>
        <p className="max-w-prose">{backups}</p>
        <p className="max-w-prose text-13 text-muted">{t('receipt.noPersonal')}</p>
      </div>
    </article>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
