import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerWithTable, parseExportFormat } from '~/domain/exports/export-rows.server';
import { sampleTable } from '~/domain/exports/import-tables.server';
import { getLanguage } from '~/platform/i18n.server';
import { requireImporter } from './__imports/importer.server';

/** A file with the heads that are understood and one row to look at. */
export async function loader(args: LoaderFunctionArgs) {
  const { t } = await requireImporter(args);
  const format = parseExportFormat(new URL(args.request.url).searchParams.get('format'));
  return answerWithTable(sampleTable({ t, language: await getLanguage(args.request) }), format);
}
