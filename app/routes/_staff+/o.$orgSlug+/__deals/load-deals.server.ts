import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { localDay } from '~/domain/behavior/local-day';
import { findContact } from '~/domain/contacts/contact-record.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { isDealFiltered, parseDealFilter, parseDealView, parseMonth, type DealFilter } from '~/domain/deals/deal-filter';
import { hasAnyDeal } from '~/domain/deals/list-deals.server';
import { activePipelines, listLostReasons, listPipelines } from '~/domain/deals/list-pipelines.server';
import { NO_PERIOD } from '~/domain/periods/period';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { columnsParam } from '~/ui/list/columns';
import { loadViews } from '../__views/load-views.server';
import { dealPageSearch, describeFilter } from './describe-filter.server';
import { knownColumns, shownColumns, USUAL_COLUMNS } from './list-columns';
import { loadBoard } from './load-board.server';
import { loadCalendar } from './load-calendar.server';
import { loadList } from './load-list.server';
import { loadMove } from './load-move.server';
import { createDealPresenter } from './present-deal.server';

/** All that the page of deals shows, as list, board or calendar. The number of queries does not grow with that of deals. */
export async function loadDeals(request: Request, staff: Staff) {
  const { db, org, can, user } = staff;
  const params = new URL(request.url).searchParams;
  const viewer = viewerFor(staff, 'deals');
  const now = new Date();
  const today = localDay(now, org.timeZone);
  const [fields, pipelines, reasons, members, t, language] = await Promise.all([
    listCustomFields(db, 'DEAL'),
    listPipelines(db),
    listLostReasons(db),
    listMemberNames(db, 'deals'),
    getFixedT(request, 'deals'),
    getLanguage(request),
  ]);
  const view = parseDealView(params);
  const asked = parseDealFilter(params, fields);
  // the calendar's month is its period
  const filter = view === 'calendar' ? { ...asked, period: NO_PERIOD, on: 'created' as const } : asked;
  const month = view === 'calendar' ? (parseMonth(params) ?? today.slice(0, 7)) : null;
  const columns = shownColumns(params, activeFields(fields));
  const kept = {
    view,
    month: month === today.slice(0, 7) ? null : month,
    columns: view === 'list' ? columnsParam(columns, USUAL_COLUMNS) : null,
    isClosedShown: view === 'board' && params.get('closed') === 'show',
  };
  const toSearch = (changed: DealFilter) => dealPageSearch(changed, kept);
  const search = toSearch(filter);
  const update = can('deals', 'update');
  const mover = update ? { scope: update, userId: user.id } : null;
  const present = createDealPresenter({ t, language, timeZone: org.timeZone, now, today, names: new Map(members.map(({ id, name }) => [id, name])), pipelines, mover });
  const query = { db, viewer, filter, fields, now, today, t, language, params, search, present, pipelines, columns, isClosedShown: kept.isClosedShown, month: month ?? today.slice(0, 7) };
  const base = `/o/${org.slug}/deals`;
  const [views, shown, contact, move] = await Promise.all([
    loadViews(request, staff, 'deals', search),
    view === 'board' ? loadBoard(query) : view === 'calendar' ? loadCalendar(query) : loadList(query),
    filter.contactId && can('contacts', 'read') ? findContact(db, viewerFor(staff, 'contacts'), filter.contactId) : null,
    mover ? loadMove(query, staff, { base, reasons }) : null,
  ]);
  const hasAny = shown.total > 0 || (await hasAnyDeal(db, viewer));
  return {
    title: `${t('title')} · ${org.name}`,
    base,
    moveUrl: `/resources/o/${org.slug}/deal-board`,
    search,
    filter,
    shown,
    move,
    chips: describeFilter({ filter, t, language, currency: org.currency, pipelines, reasons, members, fields, contactName: contact?.name ?? null, toSearch }),
    tabs: { list: dealPageSearch(filter, { view: 'list' }), board: dealPageSearch(filter, { view: 'board' }), calendar: dealPageSearch(filter, { view: 'calendar' }) },
    keep: { view: view === 'list' ? null : view, month: kept.month, columns: kept.columns, closed: kept.isClosedShown ? 'show' : null },
    isFiltered: isDealFiltered(filter),
    hasAny,
    columns: { shown: columns, known: knownColumns(activeFields(fields)) },
    options: {
      pipelines: activePipelines(pipelines).map(({ id, name, stages }) => ({ id, name, stages: stages.map((stage) => ({ id: stage.id, name: stage.name })) })),
      reasons: reasons.map(({ id, name }) => ({ id, name })),
      people: members.filter(({ id, isAssignable }) => isAssignable || id === filter.owner).map(({ id, name }) => ({ id, name })),
      fields: activeFields(fields),
    },
    rights: { create: Boolean(can('deals', 'create')), update, delete: Boolean(can('deals', 'delete')), settings: Boolean(can('organization', 'update')) },
    views: views.bar,
    headers: views.headers,
  };
}

export type DealsPage = Omit<Awaited<ReturnType<typeof loadDeals>>, 'headers'>;
