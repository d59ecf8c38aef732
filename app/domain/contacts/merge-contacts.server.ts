import { returnActivitiesToContact, moveActivitiesOfContact } from '~/domain/activities/activities-of-contacts.server';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { moveDealsOfContact, returnDealsToContact } from '~/domain/deals/deals-of-contacts.server';
import { moveFilesOfContact, returnFilesToContact } from '~/domain/files/files-of-contacts.server';
import { moveOrdersOfContact, returnOrdersToContact } from '~/domain/orders/orders-of-contacts.server';
import { movePaymentsOfContact, returnPaymentsToContact } from '~/domain/payments/payments-of-contacts.server';
import { moveLeadsOfContact, returnLeadsToContact } from '~/domain/leads/leads-of-contacts.server';
import { moveTasksOfContact, returnTasksToContact } from '~/domain/tasks/tasks-of-contacts.server';
import type { Prisma } from '~/generated/prisma/client';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { combineContacts, splitContact, type Mergeable, type MergeChoices } from './combine-contacts';
import { isWithinScope, type ContactCommand } from './contact-command';
import { auditFields, findMergedContact, lockContact, type ContactRecord } from './contact-record.server';
import { mergeSnapshot, RELATIONS, type MovedRecords } from './merge-snapshot';

const MOVES = {
  deals: { move: moveDealsOfContact, back: returnDealsToContact },
  tasks: { move: moveTasksOfContact, back: returnTasksToContact },
  activities: { move: moveActivitiesOfContact, back: returnActivitiesToContact },
  leads: { move: moveLeadsOfContact, back: returnLeadsToContact },
  orders: { move: moveOrdersOfContact, back: returnOrdersToContact },
  payments: { move: movePaymentsOfContact, back: returnPaymentsToContact },
  files: { move: moveFilesOfContact, back: returnFilesToContact },
} as const;

export interface MergeContacts extends ContactCommand {
  /** The contact that stays, and the one that becomes part of it, each as the person saw it. */
  winner: { id: string; version: number };
  loser: { id: string; version: number };
  choices: MergeChoices;
}

export type MergeResult =
  | { ok: true; mergeId: string; name: string }
  /** One of the two is deleted, merged already, or never was. */
  | { ok: false; error: 'notFound' | 'forbidden' }
  | { ok: false; error: 'stale'; winner: ContactRecord; loser: ContactRecord };

/**
 * Makes one contact of two, with all deals, orders, payments, tasks, requests, files and the history of both, in one transaction. The other
 * one stays hidden, for `unmergeContacts`. Of two merges at the same moment one wins, the other finds a contact gone.
 */
export async function mergeContacts({ actor, viewer, winner: asked, loser: other, choices, now }: MergeContacts): Promise<MergeResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const [winner, loser] = await lockPair(asked.id, other.id, (id) => lockContact(tx, viewer, id, 'remove'));
    if (!winner || !loser || winner.id === loser.id) return { ok: false, error: 'notFound' };
    if (!isWithinScope(actor, winner) || !isWithinScope(actor, loser)) return { ok: false, error: 'forbidden' };
    if (winner.version !== asked.version || loser.version !== other.version) return { ok: false, error: 'stale', winner, loser };
    const merged = combineContacts(winner, loser, choices);
    const moved = await moveAll(tx, loser.id, winner.id);
    await tx.contact.updateMany({ where: { id: loser.id }, data: { mergedIntoId: winner.id, version: { increment: 1 }, updatedAt: now } });
    const lastActivityAt = latest(winner.lastActivityAt, loser.lastActivityAt);
    await tx.contact.updateMany({ where: { id: winner.id }, data: { ...writable(merged), lastActivityAt, version: { increment: 1 }, updatedAt: now } });
    const snapshot = { winner: toMergeable(winner), loser: toMergeable(loser), merged: toMergeable(merged), moved };
    const { id } = await tx.contactMerge.create({
      data: { organizationId, winnerId: winner.id, loserId: loser.id, snapshot: snapshot as unknown as Prisma.InputJsonObject, mergedById: userId, createdAt: now },
      select: { id: true },
    });
    await writeSystemActivity(tx, { organizationId, contactId: winner.id, authorId: userId, event: 'contact.merged', data: { name: loser.name }, now });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'merge', resource: 'contacts', resourceId: winner.id, label: merged.name, before: auditFields(winner), after: { ...auditFields(merged), mergedWith: loser.name }, facts: { mergedContactId: loser.id } });
    return { ok: true, mergeId: id, name: merged.name };
  });
}

export type UnmergeResult =
  | {
      ok: true;
      winnerId: string;
      loserId: string;
      loserName: string;
      /** Fields of the staying contact that were changed since and stay as they are. */
      kept: string[];
      /** How many records went elsewhere meanwhile and stay there. */
      left: number;
    }
  /** `gone`: one of the two has been deleted or merged further since. */
  | { ok: false; error: 'notFound' | 'forbidden' | 'gone' };

/** Undoes a merge: both contacts are as before, as far as nobody has changed them since, and what was moved goes back. */
export async function unmergeContacts({ actor, viewer, mergeId, now }: ContactCommand & { mergeId: string }): Promise<UnmergeResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const merge = await lockMerge(tx, organizationId, mergeId);
    if (!merge) return { ok: false, error: 'notFound' };
    const snapshot = mergeSnapshot.parse(merge.snapshot);
    const [winner, loser] = await lockPair(merge.winnerId, merge.loserId, (id) =>
      id === merge.winnerId ? lockContact(tx, viewer, id, 'remove') : findMergedContact(tx, organizationId, id, merge.winnerId),
    );
    if (!winner || !loser) return { ok: false, error: 'gone' };
    if (!isWithinScope(actor, winner)) return { ok: false, error: 'forbidden' };
    const { contact, kept } = splitContact(winner, snapshot.winner, snapshot.merged);
    await tx.contact.updateMany({ where: { id: loser.id }, data: { mergedIntoId: null, version: { increment: 1 }, updatedAt: now } });
    await tx.contact.updateMany({ where: { id: winner.id }, data: { ...writable(contact), version: { increment: 1 }, updatedAt: now } });
    const left = await returnAll(tx, snapshot.moved, { fromId: winner.id, toId: loser.id });
    await tx.contactMerge.updateMany({ where: { id: mergeId }, data: { undoneAt: now, undoneById: userId } });
    await writeSystemActivity(tx, { organizationId, contactId: winner.id, authorId: userId, event: 'contact.unmerged', data: { name: loser.name }, now });
    await writeSystemActivity(tx, { organizationId, contactId: loser.id, authorId: userId, event: 'contact.unmerged', data: { name: winner.name }, now });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'unmerge', resource: 'contacts', resourceId: winner.id, label: contact.name, before: { ...auditFields(winner), mergedWith: loser.name }, after: auditFields(contact), facts: { mergedContactId: loser.id } });
    return { ok: true, winnerId: winner.id, loserId: loser.id, loserName: loser.name, kept, left };
  });
}

/** Both in the order of their ids, so that two merges of the same pair wait for each other instead of locking each other out. */
async function lockPair(winnerId: string, loserId: string, lock: (id: string) => Promise<ContactRecord | null>) {
  const found = new Map<string, ContactRecord | null>();
  for (const id of [winnerId, loserId].sort()) found.set(id, await lock(id));
  return [found.get(winnerId) ?? null, found.get(loserId) ?? null] as const;
}

async function lockMerge(tx: OrgTx, organizationId: string, mergeId: string) {
  const [merge] = await tx.$queryRaw<{ winnerId: string; loserId: string; snapshot: unknown }[]>`
    SELECT "winnerId", "loserId", "snapshot" FROM "ContactMerge"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${mergeId}::uuid AND "undoneAt" IS NULL FOR UPDATE`;
  return merge ?? null;
}

async function moveAll(tx: OrgTx, fromId: string, toId: string): Promise<MovedRecords> {
  const moved: MovedRecords = { deals: [], orders: [], payments: [], tasks: [], activities: [], leads: [], files: [] };
  for (const relation of RELATIONS) moved[relation] = await MOVES[relation].move(tx, fromId, toId);
  return moved;
}

async function returnAll(tx: OrgTx, moved: MovedRecords, places: { fromId: string; toId: string }): Promise<number> {
  let left = 0;
  for (const relation of RELATIONS) left += moved[relation].length - (await MOVES[relation].back(tx, moved[relation], places));
  return left;
}

function toMergeable(contact: Mergeable): Mergeable {
  const { kind, name, contactPerson, phones, emails, address, city, inn, kpp, bankName, bik, bankAccount, correspondentAccount, notes, tags, source, custom, ownerId } = contact;
  return { kind, name, contactPerson, phones, emails, address, city, inn, kpp, bankName, bik, bankAccount, correspondentAccount, notes, tags, source, custom, ownerId };
}

function writable(contact: Mergeable) {
  const { custom, ...plain } = toMergeable(contact);
  return { ...plain, custom: { ...custom } };
}

function latest(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a > b ? a : b) : (a ?? b);
}
