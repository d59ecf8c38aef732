import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isUuid } from '~/domain/leads/lead-filter';
import { Card } from '~/ui/card';
import { Pager } from '~/ui/list/pager';
import { PageHeader } from '~/ui/page-header';
import { requireImporter } from './__imports/importer.server';
import { listPastImports } from './__imports/list-past.server';
import { PastImports } from './__imports/past-imports';
import { takeUpload } from './__imports/take-upload.server';
import { UploadForm } from './__imports/upload-form';

export const handle = { i18n: ['imports'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { staff, importer, t, base } = await requireImporter(args);
  const before = new URL(args.request.url).searchParams.get('before');
  const { rows, next } = await listPastImports(staff.db, importer, isUuid(before) ? before : null);
  return {
    title: `${t('title')} · ${staff.org.name}`,
    base,
    contacts: `/o/${staff.org.slug}/contacts`,
    rows,
    now: new Date(),
    timeZone: staff.org.timeZone,
    pages: { previous: null, next: next && `before=${next}`, first: isUuid(before) ? '' : null },
  };
}

export function action(args: ActionFunctionArgs) {
  return takeUpload(args);
}

/** The first step: a file; and what was imported before. */
export default function ImportPage() {
  const { t } = useTranslation('imports');
  const { base, contacts, rows, now, timeZone, pages } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} crumbs={[{ label: t('contacts'), to: contacts }]} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <UploadForm error={answer?.error} />
        <Card title={t('help.title')}>
          <ul className="flex list-disc flex-col gap-2 pl-5 text-14 text-muted">
            <li>{t('help.head')}</li>
            <li>{t('help.excel')}</li>
            <li>{t('help.safe')}</li>
          </ul>
          <p className="mt-3 text-13">
            <a href={`${base}/sample`} download className="inline-flex items-center gap-1.5 text-accent hover:underline pointer-coarse:min-h-11">
              <Download aria-hidden="true" className="size-4" />
              {t('help.sample')}
            </a>
          </p>
        </Card>
      </div>
      {rows.length > 0 ? (
        <section aria-labelledby="past" className="mt-8 flex flex-col gap-3">
          <h2 id="past" className="text-16 font-semibold">{t('past.title')}</h2>
          <PastImports rows={rows} base={base} now={now} timeZone={timeZone} />
          <Pager {...pages} />
        </section>
      ) : null}
    </>
  );
}
