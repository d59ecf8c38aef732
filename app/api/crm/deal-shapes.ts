import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { Action } from '~/domain/accounts/permissions';
import { viewerFor } from '~/domain/accounts/reach.server';
import { CONTACT_KINDS, CONTACT_LIMITS, MAX_WAYS } from '~/domain/contacts/contact-input';
import { readCustomValues } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import type { DealActor, DealRecord } from '~/domain/deals/deal-command';
import { DEAL_DATES, DEAL_OUTCOMES, DEAL_STATE_FILTERS, parseDealFilter } from '~/domain/deals/deal-filter';
import { DEAL_LIMITS } from '~/domain/deals/deal-input';
import { findDeal } from '~/domain/deals/deal-record.server';
import { allowedStates, DEAL_STATES } from '~/domain/deals/lifecycle';
import type { DealRow } from '~/domain/deals/list-deals.server';
import { STAGE_EXITS } from '~/domain/deals/stage-exits';
import { moneyText } from '~/domain/money/money';
import { customQuery, withCustomConditions } from '../ground/custom-filter';
import { checkSort } from '../ground/paging';
import { periodQuery } from '../ground/period-query';
import { ApiProblem } from '../ground/problem';
import { amount, currency, customValues, day, filled, id, moment, several, tags, text } from '../ground/schemas';

const OTHER_ID = '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e90';

const facts = {
  title: filled(DEAL_LIMITS.title).openapi({ example: 'Подъём ферм на крышу склада' }),
  contactId: id,
  pipelineId: id.openapi({ example: OTHER_ID }),
  amount: amount.nullable(),
  currency,
  expectedCloseDay: day.nullable(),
  ownerId: id.nullable().openapi({ example: null }),
  tags,
  custom: customValues,
};
const notes = text(DEAL_LIMITS.notes).nullable();
const place = { state: z.enum(DEAL_STATES), stageId: id.nullable().openapi({ example: null, description: 'Set exactly while IN_PROGRESS' }) };
const origins = { createdById: id.nullable(), leadId: id.nullable().openapi({ example: null, description: 'The request that became this deal' }), lostReasonId: id.nullable().openapi({ example: null }) };
const moments = { createdAt: moment, updatedAt: moment, stageEnteredAt: moment, wonAt: moment.nullable(), lostAt: moment.nullable(), lastActivityAt: moment.nullable() };
const contactName = z.string().openapi({ example: 'ООО «Стройпроект»' });

/** What a list and a card of the board show of a deal. */
export const dealRow = z.object({ id, ...facts, contactName, ...place, ...origins, ...moments, isRotting: z.boolean().openapi({ description: 'Nothing has happened for longer than its stage allows' }), version: z.int() }).openapi('DealRow');
export const deal = z
  .object({
    id, ...facts, notes, contactName, ...place, ...origins, lostNote: z.string().nullable(), ...moments, stateChangedAt: moment, closedAt: moment.nullable(), version: z.int(),
    allowedStates: z.array(z.enum(DEAL_STATES)).openapi({ description: 'Where it can be moved to from here' }),
  })
  .openapi('Deal');

/** What a change of a deal may name. */
export const dealChange = z.strictObject({ ...facts, notes }).partial();
const newContact = z.strictObject({
  kind: z.enum(CONTACT_KINDS).optional(),
  name: filled(CONTACT_LIMITS.name).openapi({ example: 'Анна Смирнова' }),
  phones: z.array(filled(40)).max(MAX_WAYS).optional().openapi({ example: ['+79161234567'] }),
  emails: z.array(filled(255)).max(MAX_WAYS).optional().openapi({ example: ['anna@example.com'] }),
});
/** A new deal. Without a pipeline it begins in the first one, without a currency in the organisation's. */
export const dealInput = dealChange.required({ title: true }).extend({
  newContact: newContact.optional().openapi({ description: 'Instead of contactId: a contact that is made with it' }),
});
export const DEAL_EXAMPLE = { title: 'Подъём ферм на крышу склада', contactId: '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f', amount: '12500.00', currency: 'RUB', expectedCloseDay: '2026-12-15', tags: ['аренда'] };

export type DealChange = z.output<typeof dealChange>;
export type NewDeal = z.output<typeof dealInput>;

/** The filter of the list, the board, the calendar, the totals and the export. */
export const dealFilterQuery = {
  q: text(100).optional().openapi({ description: 'Words of its title, or of its client: name, phone, e-mail, INN', example: undefined }),
  pipeline: id.optional(),
  state: z.enum(DEAL_STATE_FILTERS).optional().openapi({ description: 'open (the usual): NEW and IN_PROGRESS' }),
  stage: id.optional(),
  outcome: z.enum(DEAL_OUTCOMES).optional().openapi({ description: 'How it ended, also when closed since' }),
  owner: z.union([id, z.enum(['me', 'mine', 'nobody'])]).optional().openapi({ description: 'mine: owned or made by me' }),
  contact: id.optional(),
  lostReason: id.optional(),
  rotting: z.enum(['yes']).optional(),
  currency: currency.optional(),
  tag: several(filled(50), 10).openapi({ description: 'All of them', type: 'array', items: { type: 'string' } }),
  on: z.enum(DEAL_DATES).optional().openapi({ description: 'Which day the period is about' }),
  ...periodQuery,
  passed: z.union([id, z.enum(['work'])]).optional().openapi({ description: 'A stage that it has been in; work: any' }),
  left: z.enum(STAGE_EXITS).optional().openapi({ description: 'How it left that stage the last time' }),
  minAmount: amount.optional(),
  maxAmount: amount.optional(),
  custom: customQuery,
};
export const dealSortQuery = { sort: z.string().max(80).optional().openapi({ description: 'created, -created, amount, -amount, close, -close, title, -title, updated, cf.<key>, -cf.<key>', example: '-created' }) };

/** The filter that an address asks for, with the custom fields that it is read by. @throws {ApiProblem} 422 */
export async function readDealFilter({ db }: ApiCaller, search: URLSearchParams) {
  const fields = await listCustomFields(db, 'DEAL');
  const filter = parseDealFilter(withCustomConditions(search, fields), fields);
  checkSort(search, filter.sort);
  return { fields, filter };
}

/** The caller as one who changes deals. @throws {ApiProblem} 403 */
export function dealActor({ org, user, can, reach }: ApiCaller, action: Action): DealActor {
  const scope = can('deals', action);
  if (!scope) throw new ApiProblem('forbidden');
  return { organizationId: org.id, userId: user.id, scope, reach: reach.deals };
}

/** A deal that the caller sees. @throws {ApiProblem} 404 */
export async function requireDeal(caller: ApiCaller, dealId: string): Promise<DealRecord> {
  const found = await findDeal(caller.db, viewerFor(caller, 'deals'), dealId);
  if (!found) throw new ApiProblem('not-found');
  return found;
}

export function toDeal(record: DealRecord): z.output<typeof deal> {
  return { ...record, allowedStates: allowedStates(record.state) };
}

export function toDealRow({ amount: sum, expectedCloseDay, custom, sortValue: _value, ...row }: DealRow): z.output<typeof dealRow> {
  return { ...row, amount: sum && moneyText(sum), expectedCloseDay: expectedCloseDay && expectedCloseDay.toISOString().slice(0, 10), custom: readCustomValues(custom) };
}

/** Amounts of several currencies are never added up. */
export const currencySums = z.array(z.object({ currency, amount })).openapi({ description: 'By currency, the largest first' });
