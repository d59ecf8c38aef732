import { z } from 'zod';
import { CONTACT_KINDS } from './contact-input';

const text = z.string().nullable();

const contact = z.object({
  kind: z.enum(CONTACT_KINDS), name: z.string(), contactPerson: text, phones: z.array(z.string()), emails: z.array(z.string()), address: text, city: text, inn: text,
  kpp: text, bankName: text, bik: text, bankAccount: text, correspondentAccount: text, notes: text, tags: z.array(z.string()), source: text,
  custom: z.record(z.string(), z.union([z.string(), z.boolean()])), ownerId: text,
});

const ids = z.array(z.string());
// merges from before there were orders name none
const moved = z.object({ deals: ids, orders: ids.default([]), payments: ids.default([]), tasks: ids, activities: ids, leads: ids, files: ids });

/** What a merge leaves for its undoing: both contacts as they were, the one that came of them, and the ids of what was moved. */
export const mergeSnapshot = z.object({ winner: contact, loser: contact, merged: contact, moved });

export type MovedRecords = z.infer<typeof moved>;
export type Relation = keyof MovedRecords;

/** What belongs to a contact and moves with it. */
export const RELATIONS = ['deals', 'orders', 'payments', 'tasks', 'leads', 'activities', 'files'] as const satisfies readonly Relation[];
