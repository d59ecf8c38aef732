import { z } from '@hono/zod-openapi';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { addDays, localDay, nextMonth } from '~/domain/behavior/local-day';
import { visibleContacts } from '~/domain/contacts/contact-where.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { boardColumns } from '~/domain/deals/board-columns';
import { listCloseDays } from '~/domain/deals/calendar.server';
import { COLUMN_ORDER } from '~/domain/deals/deal-order.server';
import { exportDeals } from '~/domain/deals/export-deals.server';
import { DEAL_STATES } from '~/domain/deals/lifecycle';
import { listPipelines } from '~/domain/deals/list-pipelines.server';
import { listBoard, listColumn, totalColumns } from '~/domain/deals/load-board.server';
import { STAGE_COLORS } from '~/domain/deals/stage-colors';
import { dealTable } from '~/domain/exports/work-tables.server';
import { NO_PERIOD } from '~/domain/periods/period';
import { formatCursor } from '~/platform/db/keyset';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { currencySums, dealFilterQuery, dealRow, readDealFilter, toDealRow } from './deal-shapes';
import { exportQuery, exportSpec, sendTable } from '../ground/export-file';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { amount, currency, day, id } from '../ground/schemas';

const TAG = 'Deals';
const reads = { resource: 'deals', action: 'read' } as const;
const { pipeline: _pipeline, state: _state, stage: _stage, ...boardQuery } = dealFilterQuery;
const { on: _on, period: _period, from: _from, to: _to, ...calendarQuery } = dealFilterQuery;
const place = { state: z.enum(DEAL_STATES), stageId: id.nullable() };

const column = z
  .object({
    key: z.string().openapi({ description: 'The state, or the id of the stage', example: 'NEW' }),
    ...place,
    name: z.string().nullable().openapi({ description: 'Of a stage' }),
    color: z.enum(STAGE_COLORS).nullable(),
    probability: z.int().min(0).max(100).nullable().openapi({ description: 'Percent' }),
    count: z.int().min(0),
    sums: currencySums,
    cards: z.array(dealRow).openapi({ description: 'What came last stands first' }),
    next: z.string().nullable().openapi({ description: 'Address of its further cards', example: null }),
  })
  .openapi('BoardColumn');

const month = z
  .string()
  .regex(/^(19|2\d)\d\d-(0[1-9]|1[0-2])$/)
  .openapi({ example: '2026-11', description: 'This month when nothing is said' });

const closeDay = z.object({
  day,
  count: z.int().min(1),
  sums: currencySums,
  deals: z.array(z.object({ id, title: z.string(), contactName: z.string(), ...place, amount: amount.nullable(), currency })).openapi({ description: 'The most valuable ones; all of them are in the list with on=close' }),
});

export const dealViewOperations: Operation[] = [
  staffOperation(
    reads,
    {
      id: 'deals.board', method: 'get', path: '/pipelines/{pipelineId}/board', tag: TAG, summary: 'Read the board of a pipeline', params: z.object({ pipelineId: id }), query: z.strictObject(boardQuery),
      answer: z.object({ pipelineId: id, columns: z.array(column) }).openapi('DealBoard'),
    },
    async ({ caller, params: { pipelineId }, request, search, now }) => {
      const pipeline = (await listPipelines(caller.db)).find((one) => one.id === pipelineId);
      if (!pipeline) throw new ApiProblem('not-found');
      const { filter } = await readDealFilter(caller, search);
      const columns = boardColumns(pipeline, { state: 'all', stageId: null });
      const query = { viewer: viewerFor(caller, 'deals'), filter, pipelineId, now };
      const [totals, pages] = await Promise.all([totalColumns(caller.db, query), listBoard(caller.db, query, columns)]);
      const { pathname, searchParams } = new URL(request.url);
      const shown = columns.map((one) => {
        const page = pages.get(one.key);
        if (page?.next) searchParams.set('after', formatCursor(page.next));
        return {
          ...one,
          ...(totals.get(one.key) ?? { count: 0, sums: [] }),
          cards: (page?.rows ?? []).map(toDealRow),
          next: page?.next ? `${pathname}/${one.key}?${searchParams.toString()}` : null,
        };
      });
      return answer({ pipelineId, columns: shown });
    },
  ),
  staffOperation(
    reads,
    {
      id: 'deals.column', method: 'get', path: '/pipelines/{pipelineId}/board/{columnKey}', tag: TAG, summary: 'List the cards of a column of the board',
      params: z.object({ pipelineId: id, columnKey: z.union([z.enum(DEAL_STATES), id]).openapi({ description: 'A state, or the id of a stage', example: 'NEW' }) }),
      query: z.strictObject({ ...pageQuery, ...boardQuery }), answer: pageOf(dealRow, 'BoardColumnDeal'),
    },
    async ({ caller, params: { pipelineId, columnKey }, query: { limit }, request, search, now }) => {
      const pipeline = (await listPipelines(caller.db)).find((one) => one.id === pipelineId);
      const found = pipeline && boardColumns(pipeline, { state: 'all', stageId: null }).find(({ key }) => key === columnKey);
      if (!found) throw new ApiProblem('not-found');
      const { filter } = await readDealFilter(caller, search);
      const at = readPlace(search, COLUMN_ORDER);
      return pageAnswer(request, await listColumn(caller.db, { viewer: viewerFor(caller, 'deals'), filter, pipelineId, now }, found, { ...at, limit }), at, toDealRow);
    },
  ),
  staffOperation(
    reads,
    {
      id: 'deals.calendar', method: 'get', path: '/deals/calendar', tag: TAG, summary: 'Read the days of a month on which deals are expected to close', query: z.strictObject({ ...calendarQuery, month: month.optional() }),
      answer: z.object({ month, days: z.array(closeDay).openapi({ description: 'Days without any are left out' }) }).openapi('DealCalendar'),
    },
    async ({ caller, query, search, now }) => {
      const { filter } = await readDealFilter(caller, search);
      const asked = query.month ?? localDay(now, caller.org.timeZone).slice(0, 7);
      const from = `${asked}-01`;
      const days = await listCloseDays(caller.db, { viewer: viewerFor(caller, 'deals'), filter: { ...filter, period: NO_PERIOD, on: 'created' }, now, from, to: addDays(nextMonth(from), -1) });
      return answer({ month: asked, days });
    },
  ),
  staffOperation(reads, { ...exportSpec, id: 'deals.export', path: '/deals/export', tag: TAG, summary: 'Take the deals of a filter as a file', query: z.strictObject({ ...exportQuery, ...dealFilterQuery }) }, async ({ caller, query: { format }, request, search, now }) => {
    const { filter, fields } = await readDealFilter(caller, search);
    const [members, t, language] = await Promise.all([listMemberNames(caller.db, 'deals'), getFixedT(request, 'exports'), getLanguage(request)]);
    const deals = exportDeals(caller.db, { viewer: viewerFor(caller, 'deals'), filter, now, visibleContacts: visibleContacts(viewerFor(caller, 'contacts')) });
    const { timeZone } = caller.org;
    return sendTable(dealTable({ deals, customFields: activeFields(fields), members, t, language, timeZone, fileName: `${t('deals')} ${localDay(now, timeZone)}` }), format, request);
  }),
];
