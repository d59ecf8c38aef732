import { Prisma } from '~/generated/prisma/client';
import { isAssignable } from '~/domain/accounts/members/members.server';
import type { Viewer } from '~/domain/accounts/reach';
import { parseContactFilter } from '~/domain/contacts/contact-filter';
import { contactWhere } from '~/domain/contacts/contact-where.server';
import { findContactNames, lockContacts, noteOnContacts, rewriteContacts, trashContacts, untrashContacts, type StoredContact } from '~/domain/contacts/write-many.server';
import { mergeCustomValues } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { orgDb } from '~/platform/db.server';
import type { BulkActor, BulkAdapter, BulkProblem, BulkResult, RevertResult } from './bulk-adapter';
import { changeTags, type BulkChange } from './bulk-change';

const viewerOf = ({ organizationId, userId, timeZone, reach }: BulkActor): Viewer => ({ organizationId, userId, timeZone, reach: reach.contacts });

/** Contacts are changed by one statement for each batch. */
export const bulkContacts: BulkAdapter = {
  async find(actor, search, now) {
    const fields = await listCustomFields(orgDb(actor.organizationId), 'CONTACT');
    const filter = parseContactFilter(new URLSearchParams(search), fields);
    return { from: Prisma.sql`"Contact"`, where: contactWhere(viewerOf(actor), filter, now, fields) };
  },

  names: (db, actor, ids) => findContactNames(db, viewerOf(actor), ids),

  async apply(tx, { actor, change, runId, now }, ids) {
    const many = { organizationId: actor.organizationId, userId: actor.userId, now, batchId: runId };
    const isTrash = change.kind === 'trash';
    if (change.kind === 'owner' && change.ownerId && !(await isAssignable(tx, change.ownerId, 'contacts'))) return ids.map((id) => failed(id, 'notAssignable'));
    const contacts = await lockContacts(tx, viewerOf(actor), ids, isTrash ? 'remove' : 'edit');
    const mine = (contact: StoredContact) => actor.scope === 'all' || contact.ownerId === actor.userId || contact.createdById === actor.userId;
    const wanted = [...contacts.values()].filter(mine).flatMap((contact) => {
      const after = isTrash ? {} : changed(contact, change);
      return after ? [{ contact, after }] : [];
    });
    const versions = isTrash
      ? await trashContacts(tx, many, wanted.map(({ contact }) => contact))
      : await rewriteContacts(tx, many, wanted.map(({ contact, after }) => ({ ...contact, ...after })));
    await noteOnContacts(tx, many, wanted.filter(({ contact }) => versions.has(contact.id)).map(({ contact, after }) => eventOf(contact, after, change)));
    const afterOf = new Map(wanted.map(({ contact, after }) => [contact.id, after]));
    return ids.map((id): BulkResult => {
      const contact = contacts.get(id);
      if (!contact) return failed(id, 'gone');
      if (!mine(contact)) return failed(id, 'notYours');
      const after = afterOf.get(id);
      if (!after) return { id, outcome: 'unchanged' };
      const versionAfter = versions.get(id);
      if (versionAfter === undefined) return failed(id, isTrash ? 'hasDeals' : 'edited');
      return { id, outcome: 'updated', versionAfter, before: pick(contact, Object.keys(after)) };
    });
  },

  async revert(tx, { actor, change, runId, now }, rows) {
    const many = { organizationId: actor.organizationId, userId: actor.userId, now, batchId: runId };
    const back = change.kind === 'trash' ? await untrashContacts(tx, many, rows.map(({ id, versionAfter }) => ({ id, version: versionAfter }))) : await rewriteBack();
    await noteOnContacts(tx, many, [...back.keys()].map((contactId) => ({ contactId, event: 'contact.restored', data: { isUndo: true } })));
    return rows.map(({ id }): RevertResult => (back.has(id) ? { id, outcome: 'reverted' } : { id, outcome: 'conflict', problem: 'edited' }));

    async function rewriteBack() {
      const contacts = await lockContacts(tx, { ...viewerOf(actor), reach: 'all' }, rows.map(({ id }) => id));
      return rewriteContacts(tx, many, rows.flatMap(({ id, before, versionAfter }) => {
        const contact = contacts.get(id);
        return contact && typeof before === 'object' ? [{ ...contact, ...(before as Partial<StoredContact>), id, version: versionAfter }] : [];
      }));
    }
  },
};

function failed(id: string, problem: BulkProblem): BulkResult {
  return { id, outcome: 'failed', problem };
}

/** The columns that the change gives other values; null when it gives none. */
function changed(contact: StoredContact, change: BulkChange): Partial<StoredContact> | null {
  switch (change.kind) {
    case 'owner':
      return contact.ownerId === change.ownerId ? null : { ownerId: change.ownerId };
    case 'city':
    case 'source':
      return contact[change.kind] === change.text ? null : { [change.kind]: change.text };
    case 'addTag':
    case 'removeTag': {
      const tags = changeTags(contact.tags, change);
      return tags.length === contact.tags.length ? null : { tags };
    }
    case 'custom':
      return (contact.custom[change.key] ?? null) === change.value ? null : { custom: mergeCustomValues(contact.custom, { [change.key]: change.value }) };
    default:
      return null;
  }
}

function eventOf(contact: StoredContact, after: Partial<StoredContact>, change: BulkChange) {
  const contactId = contact.id;
  if (change.kind === 'trash') return { contactId, event: 'contact.deleted', data: {} };
  if (change.kind === 'owner') return { contactId, event: 'contact.owner', data: { from: contact.ownerId, to: change.ownerId } };
  return { contactId, event: 'contact.updated', data: { fields: change.kind === 'custom' ? [`custom.${change.key}`] : Object.keys(after) } };
}

function pick(contact: StoredContact, columns: string[]): Prisma.InputJsonObject {
  return Object.fromEntries(columns.map((column) => [column, contact[column as keyof StoredContact]])) as Prisma.InputJsonObject;
}
