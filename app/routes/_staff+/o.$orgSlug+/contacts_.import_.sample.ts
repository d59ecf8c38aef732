import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerWithTable, parseExportFormat } from '~/domain/exports/export-rows.server';
import { getLanguage } from '~/platform/i18n.server';
import { requireImporter } from './__imports/importer.server';

/** A file with the heads that are understood and one row to look at. */
export async function loader(args: LoaderFunctionArgs) {
  const { t } = await requireImporter(args);
  const columns = ['name', 'kind', 'contactPerson', 'phones', 'emails', 'city', 'address', 'inn', 'tags', 'source', 'notes'] as const;
  const heads = columns.map((field) => t(`field.${field}`));
  async function* rows() {
    yield await Promise.resolve(columns.map((field) => t(`sample.${field}`)));
  }
  const format = parseExportFormat(new URL(args.request.url).searchParams.get('format'));
  return answerWithTable({ fileName: t('sample.fileName'), heads, rows: rows(), language: await getLanguage(args.request) }, format);
}
