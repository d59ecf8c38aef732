import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { localDay } from '~/domain/behavior/local-day';
import { findContact } from '~/domain/contacts/contact-record.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import type { CustomValue } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { boardColumns, columnKey } from '~/domain/deals/board-columns';
import { isWithinScope, type DealRecord } from '~/domain/deals/deal-command';
import { findDeal } from '~/domain/deals/deal-record.server';
import { listPassedColumns } from '~/domain/deals/deal-steps.server';
import { idleDays } from '~/domain/deals/rotting';
import { listLostReasons, listPipelines } from '~/domain/deals/list-pipelines.server';
import { isShownInline } from '~/domain/files/file-types';
import { listFilesOfDeal } from '~/domain/files/files-of-deals.server';
import { findLead } from '~/domain/leads/lead-detail.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { formatMoney } from '~/domain/money/money-text';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, formatDay, sayTime } from '~/ui/format';
import { sayCustom } from '../__contacts/say-custom';
import { loadRelatedOrders } from '../__orders/related-orders.server';
import { loadRelatedTasks } from '../__tasks/related-tasks.server';
import { loadTimeline } from '../__timeline/load-timeline.server';
import { askedFor, canMove, presentMove, withMove } from './present-move';

const FILES_SHOWN = 20;

/** The deal of the address, or 404. */
export async function findCardDeal(staff: Staff, dealId: string | undefined): Promise<DealRecord> {
  const deal = isUuid(dealId) ? await findDeal(staff.db, viewerFor(staff, 'deals'), dealId) : null;
  if (!deal) throw data(null, 404);
  return deal;
}

/** All that a deal's page shows. */
export async function loadDealCard(request: Request, dealId: string | undefined, staff: Staff) {
  const { db, org, can, user } = staff;
  const deal = await findCardDeal(staff, dealId);
  const now = new Date();
  const [t, language, fields, members, pipelines, reasons, passed, timeline, tasks, orders, contact, lead, files] = await Promise.all([
    getFixedT(request, 'deals'),
    getLanguage(request),
    listCustomFields(db, 'DEAL'),
    listMemberNames(db, 'deals'),
    listPipelines(db),
    listLostReasons(db),
    listPassedColumns(db, deal.id),
    loadTimeline(staff, { dealId: deal.id }, request),
    loadRelatedTasks(staff, { dealId: deal.id }, request),
    loadRelatedOrders(staff, { dealId: deal.id }, request),
    can('contacts', 'read') ? findContact(db, viewerFor(staff, 'contacts'), deal.contactId) : null,
    deal.leadId && can('leads', 'read') ? findLead(db, viewerFor(staff, 'leads'), deal.leadId) : null,
    listFilesOfDeal(db, deal.id, FILES_SHOWN),
  ]);
  const base = `/o/${org.slug}`;
  const page = `${base}/deals/${deal.id}`;
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const update = can('deals', 'update');
  const mayUpdate = Boolean(update) && isWithinScope({ scope: update || 'own', userId: user.id }, deal);
  const pipeline = pipelines.find(({ id }) => id === deal.pipelineId);
  const columns = pipeline ? boardColumns(pipeline, { state: 'all', stageId: deal.stageId }).concat(boardColumns(pipeline, { state: 'all', stageId: null })) : [];
  const unique = [...new Map(columns.map((column) => [column.key, column])).values()].sort((a, b) => ORDER[a.state] - ORDER[b.state]);
  const here = unique.find(({ key }) => key === columnKey(deal));
  const stage = pipeline?.stages.find(({ id }) => id === deal.stageId);
  const say = (at: Date | null) => at && { text: sayTime(at, now, language, org.timeZone), exact: formatDateTime(at, language, org.timeZone) };
  const params = new URL(request.url).searchParams;
  const today = localDay(now, org.timeZone);
  return {
    title: `${deal.title} · ${t('title')}`,
    base,
    deal: {
      id: deal.id,
      title: deal.title,
      state: deal.state,
      version: deal.version,
      notes: deal.notes,
      tags: deal.tags,
      amount: deal.amount ? { text: formatMoney(deal.amount, deal.currency, language), value: deal.amount } : null,
      close: deal.expectedCloseDay ? { text: formatDay(new Date(`${deal.expectedCloseDay}T00:00:00Z`), language, 'UTC'), isPast: deal.expectedCloseDay < today && (deal.state === 'NEW' || deal.state === 'IN_PROGRESS') } : null,
      owner: deal.ownerId ? (names.get(deal.ownerId) ?? '') : null,
      author: deal.createdById ? (names.get(deal.createdById) ?? '') : null,
      lostReason: deal.lostReasonId ? (reasons.find(({ id }) => id === deal.lostReasonId)?.name ?? '') : null,
      lostNote: deal.lostNote,
      pipeline: pipelines.length > 1 ? (pipeline?.name ?? null) : null,
      probability: stage?.probability ?? null,
      rotting: idleDays(deal, stage?.rotDays ?? null, now),
      moments: { created: say(deal.createdAt), won: say(deal.wonAt), lost: say(deal.lostAt), closed: say(deal.closedAt), stageSince: deal.stageId ? say(deal.stageEnteredAt) : null },
    },
    custom: fields.flatMap((field) => {
      const value: CustomValue | undefined = deal.custom[field.key];
      return value === undefined ? [] : [{ key: field.key, label: field.label, value: sayCustom(field, value, { language, yes: t('common:yes'), no: t('common:no') }) }];
    }),
    path: unique.map((column) => ({
      key: column.key,
      state: column.state,
      label: column.name ?? t(`state.${column.state}`),
      color: column.color,
      isHere: column.key === columnKey(deal),
      isPassed: passed.has(column.key),
      target: mayUpdate && canMove(deal, column) ? { askTo: askedFor(deal, column.state) ? withMove(page, deal.id, column.key) : null } : null,
    })),
    move: mayUpdate && params.get('move') === deal.id ? presentMove({ deal, columns: unique, here: here?.name ?? t(`state.${deal.state}`), to: params.get('to'), reasons, t, page }) : null,
    page,
    contact: { id: deal.contactId, name: deal.contactName, isSeen: contact !== null, phones: (contact?.phones ?? []).map((number) => ({ number, text: sayPhone(number) })), emails: contact?.emails ?? [], person: contact?.contactPerson ?? null },
    lead: lead && { id: lead.id, reference: lead.reference, service: lead.service.name, name: `${lead.firstName} ${lead.lastName}` },
    files: files.map((file) => ({ ...file, url: `${base}/files/${file.id}`, isPicture: isShownInline(file.contentType) })),
    timeline,
    tasks,
    orders,
    rights: { update: mayUpdate, isOthers: Boolean(update) && !mayUpdate, isReader: !update, delete: can('deals', 'delete') === 'all' },
  };
}

const ORDER = { NEW: 0, IN_PROGRESS: 1, WON: 2, LOST: 3, CLOSED: 4 } as const;

export type DealCard = Awaited<ReturnType<typeof loadDealCard>>;
