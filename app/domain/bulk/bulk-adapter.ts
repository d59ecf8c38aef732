import type { Prisma } from '~/generated/prisma/client';
import type { Reach, ReachResource } from '~/domain/accounts/reach';
import type { Scope } from '~/domain/accounts/permissions';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import type { BulkChange } from './bulk-change';

/** Who changes many records, with the rights of the moment when it was asked for. */
export interface BulkActor {
  organizationId: string;
  userId: string;
  /** IANA name. */
  timeZone: string;
  /** Of the permission that the change needs. */
  scope: Scope;
  reach: Record<ReachResource, Reach>;
}

/** Keys `problem.*` of the namespace `runs`. */
export type BulkProblem = 'gone' | 'notYours' | 'hasDeals' | 'notAssignable' | 'duePast' | 'notAllowed' | 'edited' | 'refused';

/** What became of one record. */
export interface BulkResult {
  id: string;
  outcome: 'updated' | 'unchanged' | 'failed';
  problem?: BulkProblem;
  /** What the undo needs. */
  before?: Prisma.InputJsonObject;
  versionAfter?: number;
}

export interface BulkWork {
  actor: BulkActor;
  change: BulkChange;
  runId: string;
  now: Date;
}

export interface DoneRow {
  id: string;
  before: Prisma.JsonValue;
  versionAfter: number;
}

export type RevertResult = { id: string; outcome: 'reverted' } | { id: string; outcome: 'conflict'; problem: BulkProblem };

/** How one kind of record is found and changed; each goes by the rules of that record's own domain. */
export interface BulkAdapter {
  /** Where the records of a list's address stand; `where` is on the bare table. */
  find: (actor: BulkActor, search: string, now: Date) => Promise<{ from: Prisma.Sql; where: Prisma.Sql }>;
  /** Names of those of the records that the person sees, by their ids. */
  names: (db: OrgDb, actor: BulkActor, ids: readonly string[]) => Promise<Map<string, string>>;
  /** Changes these records, in the transaction that notes it. */
  apply: (tx: OrgTx, work: BulkWork, ids: readonly string[]) => Promise<BulkResult[]>;
  /** Gives records back what they had, those that nobody has changed since. */
  revert: (tx: OrgTx, work: BulkWork, rows: readonly DoneRow[]) => Promise<RevertResult[]>;
}
