import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { drawQr, machineFormUrl } from '~/domain/catalog/label-qr';
import { siteOrigin } from '~/platform/http/site-origin.server';
import { getFixedT } from '~/platform/i18n.server';
import { Alert } from '~/ui/alert';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import labelStyles from './__catalog/label.css?url';
import { findCardItem } from './__catalog/load-card.server';
import { PrintButton } from './__catalog/print-button';

export const handle = { i18n: ['catalog'] };

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: labelStyles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'catalog', 'read');
  const { org } = staff;
  const item = await findCardItem(staff, args.params.itemId);
  const t = await getFixedT(args.request, 'catalog');
  const formUrl = machineFormUrl({ origin: siteOrigin(), slug: org.slug, code: item.code });
  return { title: `${t('label.title')}: ${item.name}`, orgName: org.name, catalogUrl: `/o/${org.slug}/catalog`, item: { id: item.id, name: item.name, code: item.code, serialNumber: item.serialNumber }, formUrl, qr: drawQr(formUrl) };
}

/** A label for the machine's cab or side: whoever scans it orders this machine. */
export default function LabelPage() {
  const { t } = useTranslation('catalog');
  const { item, orgName, catalogUrl, formUrl, qr } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('label.title')} intro={t('label.intro')} crumbs={[{ label: t('title'), to: catalogUrl }, { label: item.name, to: `${catalogUrl}/${item.id}` }]} actions={<PrintButton>{t('label.print')}</PrintButton>} />
      <section aria-label={t('label.title')} className="machine-label">
        <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={t('label.qr', { url: formUrl })} shapeRendering="crispEdges">
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
        <div>
          <p className="machine-label-org">{orgName}</p>
          <p className="machine-label-name">{item.name}</p>
          <p className="machine-label-code">{item.code}</p>
          {item.serialNumber ? <p>{t('label.serial', { number: item.serialNumber })}</p> : null}
          <p className="machine-label-call">{t('label.call')}</p>
        </div>
      </section>
      <p className="mt-4 max-w-prose text-13 break-all text-muted no-print">{t('label.leads')} <a href={formUrl} className="text-accent underline underline-offset-4">{formUrl}</a></p>
      <Alert className="mt-3 max-w-prose no-print">{t('label.hint')}</Alert>
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
