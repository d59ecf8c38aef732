import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { localDay } from '~/domain/behavior/local-day';
import { taskTable } from '~/domain/exports/work-tables.server';
import { answerWithTable, parseExportFormat, XLSX_ROWS_MAX } from '~/domain/exports/export-rows.server';
import { exportTasks } from '~/domain/tasks/export-tasks.server';
import { parseTaskFilter } from '~/domain/tasks/task-filter';
import { getFixedT, getLanguage } from '~/platform/i18n.server';

/** The tasks that the address's filter shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const { org, user, db } = await requireStaff(args, 'tasks', 'read');
  const { request } = args;
  const params = new URL(request.url).searchParams;
  const now = new Date();
  const [members, t, language] = await Promise.all([listMemberNames(db, 'tasks'), getFixedT(request, 'exports'), getLanguage(request)]);
  const tasks = exportTasks(db, { viewer: { organizationId: org.id, userId: user.id, timeZone: org.timeZone }, filter: parseTaskFilter(params), now });
  const table = taskTable({ tasks, members, t, language, timeZone: org.timeZone, fileName: `${t('tasks')} ${localDay(now, org.timeZone)}` });
  const answer = await answerWithTable(table, parseExportFormat(params.get('format')), request.signal);
  if (!answer) throw new Response(t('tooLong', { max: XLSX_ROWS_MAX }), { status: 413 });
  return answer;
}
