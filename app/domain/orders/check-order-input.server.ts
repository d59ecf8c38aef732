import { Prisma } from '~/generated/prisma/client';
import { isAssignable } from '~/domain/accounts/members/members.server';
import { lockContact } from '~/domain/contacts/contact-record.server';
import { areLinkable } from '~/domain/tasks/task-links.server';
import type { OrgTx } from '~/platform/db.server';
import type { OrderActor, OrderInputError, OrderRecord } from './order-command';
import type { OrderInput, OrderLineInput } from './order-input';
import { fitsColumns, withDuration } from './order-lines';
import { priceOrder } from './pricing';

type Before = Pick<OrderRecord, 'contactId' | 'managerId' | 'leadId' | 'dealId'> & { operators: readonly { userId: string }[]; lines: readonly Pick<OrderLineInput, 'itemId' | 'kind'>[] };

/** What of the input the organisation does not have or the person may not use; only what differs from before is asked for. Holds the contact. */
export async function checkOrderInput(tx: OrgTx, actor: OrderActor, input: OrderInput, before: Before | null): Promise<OrderInputError | null> {
  const { organizationId, userId, reach, timeZone } = actor;
  const contacts = { organizationId, userId, timeZone, reach: reach.contacts };
  if (input.contactId && input.contactId !== before?.contactId && !(await lockContact(tx, contacts, input.contactId, 'link'))) return 'contact';
  if (input.managerId && input.managerId !== before?.managerId && !(await isAssignable(tx, input.managerId, 'orders'))) return 'manager';
  const looker = { organizationId, userId, reach };
  if (input.dealId && input.dealId !== before?.dealId && !(await areLinkable(tx, looker, { dealId: input.dealId }))) return 'deal';
  if (input.leadId && input.leadId !== before?.leadId && !(await areLinkable(tx, looker, { leadId: input.leadId }))) return 'lead';
  const people = input.operators.map((operator) => operator.userId).filter((id) => !before?.operators.some((operator) => operator.userId === id));
  if (!(await areWorking(tx, people))) return 'operators';
  const lines = input.lines.filter(({ itemId, kind }) => itemId && !before?.lines.some((line) => line.itemId === itemId && line.kind === kind));
  if (!(await areInCatalog(tx, organizationId, lines))) return 'items';
  return fitsColumns(priceOrder(withDuration(input.lines, input.plannedStart, input.plannedEnd))) ? null : 'tooLarge';
}

async function areWorking(tx: OrgTx, userIds: readonly string[]): Promise<boolean> {
  if (userIds.length === 0) return true;
  const ids = [...new Set(userIds)];
  return (await tx.membership.count({ where: { userId: { in: ids }, removedAt: null } })) === ids.length;
}

/** Whether the catalog has each item, as the kind that the line says. */
async function areInCatalog(tx: OrgTx, organizationId: string, lines: readonly Pick<OrderInput['lines'][number], 'itemId' | 'kind'>[]): Promise<boolean> {
  const ids = [...new Set(lines.flatMap(({ itemId }) => itemId ?? []))];
  if (ids.length === 0) return true;
  // held, so that none is erased before the line points to it
  const items = await tx.$queryRaw<{ id: string; kind: string }[]>(Prisma.sql`
    SELECT "id", "kind"::text AS "kind" FROM "CatalogItem"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${ids}::uuid[]) AND "deletedAt" IS NULL FOR KEY SHARE`);
  return lines.every(({ itemId, kind }) => items.some((item) => item.id === itemId && item.kind === kind));
}
