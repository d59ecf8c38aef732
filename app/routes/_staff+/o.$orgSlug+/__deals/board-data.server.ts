import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { localDay } from '~/domain/behavior/local-day';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { boardColumns } from '~/domain/deals/board-columns';
import { parseDealFilter } from '~/domain/deals/deal-filter';
import { COLUMN_ORDER } from '~/domain/deals/deal-order.server';
import { moveSchema } from '~/domain/deals/deal.schema';
import { listPipelines } from '~/domain/deals/list-pipelines.server';
import { listColumn } from '~/domain/deals/load-board.server';
import { moveDeal } from '~/domain/deals/move-deal.server';
import { formatCursor, parseCursor } from '~/platform/db/keyset';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { dealActor, fieldOf, sayRefusal, targetOf } from './deals-actions.server';
import { createDealPresenter } from './present-deal.server';

/** The next cards of a column of the board. 404 for a column that the pipeline does not have. */
export async function loadColumnPage(request: Request, staff: Staff) {
  const { db, org, user, can } = staff;
  const params = new URL(request.url).searchParams;
  const [fields, pipelines, members, t, language] = await Promise.all([
    listCustomFields(db, 'DEAL'),
    listPipelines(db),
    listMemberNames(db, 'deals'),
    getFixedT(request, 'deals'),
    getLanguage(request),
  ]);
  const now = new Date();
  const pipeline = pipelines.find(({ id }) => id === params.get('board'));
  const filter = parseDealFilter(params, fields);
  const column = pipeline && boardColumns(pipeline, { state: 'all', stageId: null }).find(({ key }) => key === params.get('column'));
  if (!pipeline || !column) throw data(null, 404);
  const page = await listColumn(db, { viewer: viewerFor(staff, 'deals'), filter, pipelineId: pipeline.id, now }, column, { cursor: parseCursor(params.get('after'), COLUMN_ORDER) });
  const update = can('deals', 'update');
  const present = createDealPresenter({
    t, language, now, pipelines,
    timeZone: org.timeZone,
    today: localDay(now, org.timeZone),
    names: new Map(members.map(({ id, name }) => [id, name])),
    mover: update ? { scope: update, userId: user.id } : null,
  });
  return Response.json({ cards: page.rows.map(present), more: page.next && formatCursor(page.next) });
}

/** A move by dragging. `ask`: what is missing has to be asked for. */
export async function moveOnBoard(request: Request, staff: Staff) {
  const parsed = moveSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw data(null, 400);
  const { id, to, version } = parsed.data;
  const done = await moveDeal(dealActor(staff), { dealId: id, to: targetOf(to), version, now: new Date() });
  if (done.ok) return Response.json({ ok: true });
  if (fieldOf(done.error)) return Response.json({ ok: false, ask: true }, { status: 422 });
  return Response.json({ ok: false, message: await sayRefusal(staff, await getFixedT(request, 'deals'), done) }, { status: 409 });
}
