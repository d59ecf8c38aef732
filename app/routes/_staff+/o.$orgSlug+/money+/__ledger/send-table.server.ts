import type { Staff } from '~/domain/accounts/guard.server';
import { localDay } from '~/domain/behavior/local-day';
import { answerWithTable, parseExportFormat, XLSX_ROWS_MAX, type ExportTable } from '~/domain/exports/export-rows.server';
import type { MoneyWords } from '~/domain/exports/money-tables.server';
import type { LedgerViewer } from '~/domain/money/ledger-list.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import type { MoneyList } from './money-tabs';

/** A list of money as CSV, or as XLSX with `?format=xlsx`; 413 for more rows than an XLSX takes. */
export async function sendTable(request: Request, { org }: Staff, kind: MoneyList, toTable: (viewer: LedgerViewer, params: URLSearchParams, words: MoneyWords) => ExportTable) {
  const params = new URL(request.url).searchParams;
  const now = new Date();
  const [t, common, language] = await Promise.all([getFixedT(request, 'money'), getFixedT(request, 'exports'), getLanguage(request)]);
  const viewer = { organizationId: org.id, timeZone: org.timeZone, now };
  const table = toTable(viewer, params, { t, language, fileName: `${t(`${kind}.title`)} ${localDay(now, org.timeZone)}` });
  const answer = await answerWithTable(table, parseExportFormat(params.get('format')), request.signal);
  if (!answer) throw new Response(common('tooLong', { max: XLSX_ROWS_MAX }), { status: 413 });
  return answer;
}
