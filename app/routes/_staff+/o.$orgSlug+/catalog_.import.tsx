import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { getFixedT } from '~/platform/i18n.server';
import { Card } from '~/ui/card';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { CatalogUpload } from './__catalog-import/catalog-upload';
import { CheckedFile, RefusedFile } from './__catalog-import/import-result';
import { takeCatalogFile } from './__catalog-import/take-catalog-file.server';

export const handle = { i18n: ['catalog-import'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { org } = await requireStaff(args, 'catalog', 'create');
  const t = await getFixedT(args.request, 'catalog-import');
  return { title: `${t('title')} · ${org.name}`, base: `/o/${org.slug}/catalog` };
}

export function action(args: ActionFunctionArgs) {
  return takeCatalogFile(args);
}

/** A file for the catalog: checked first, taken as a whole. */
export default function CatalogImportPage() {
  const { t } = useTranslation('catalog-import');
  const { base } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} crumbs={[{ label: t('catalog'), to: base }]} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <CatalogUpload error={answer?.error ?? null} />
        {answer?.problems || answer?.plan ? (
          <div className="lg:order-3 lg:col-span-2">
            {answer.problems ? <RefusedFile problems={answer.problems} /> : null}
            {answer.plan ? <CheckedFile plan={answer.plan} base={base} /> : null}
          </div>
        ) : null}
        <Card title={t('help.title')} className="lg:order-2">
          <ul className="flex list-disc flex-col gap-2 pl-5 text-14 text-muted">
            {(['code', 'empty', 'category', 'prices'] as const).map((key) => <li key={key}>{t(`help.${key}`)}</li>)}
          </ul>
          <p className="mt-3 text-13">
            <a href={`${base}/export?format=xlsx&active=all`} download className="inline-flex items-center gap-1.5 text-accent hover:underline pointer-coarse:min-h-11">
              <Download aria-hidden="true" className="size-4" />
              {t('help.sample')}
            </a>
          </p>
        </Card>
      </div>
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
