import { writeAudit } from '~/domain/audit/write-audit.server';
import { discardFiles } from '~/domain/files/store-files.server';
import type { Prisma } from '~/generated/prisma/client';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { eraseMentions } from './erase-mentions.server';
import { eraseRecords } from './erase-records.server';
import { eraseTraces, type DoomedFiles } from './erase-traces.server';
import { erasedWords } from './erased-name';
import { keepInErasureLog } from './erasure-log.server';
import { findPerson, withoutShared, type Person, type PersonKey } from './find-person.server';
import { findObstacles, type Obstacles } from './obstacles.server';
import { ERASED_KINDS, type ErasureCause, type Receipt, type ReceiptLine } from './receipt';

/** The statements of one erasure take long where an organisation has millions of rows. */
const TIMEOUT_MS = 120_000;
/** Nobody waits for those of the night, which are of many people at once. */
const SWEEP_TIMEOUT_MS = 900_000;

export interface EraseCommand {
  organizationId: string;
  /** Null: nobody in person. */
  userId: string | null;
  /** Of the words that stand in the place of names. */
  locale: string;
  key: PersonKey;
  /** Unpaid orders shall not be claimed any more. */
  acceptsUnpaid: boolean;
  cause?: ErasureCause;
  /** E-mails and phones that others have too stay theirs: the period of some requests is over, nobody asked to be forgotten. */
  sparesShared?: boolean;
  /** Of an erasure that is done once more on a restored database. */
  erasureId?: string;
  now: Date;
}

export type EraseResult =
  | { ok: true; erasureId: string; number: number; receipt: Receipt }
  | { ok: false; error: 'notFound' | 'erased' }
  | { ok: false; error: 'running' | 'unpaid'; obstacles: Obstacles };

class DryRun extends Error {
  constructor(readonly result: EraseResult) {
    super('nothing is kept of a dry run');
  }
}

/**
 * Forgets a person in one transaction and writes the receipt from the counts of its statements. Bytes of files go after the
 * commit; what cannot be removed then is an orphan, which the daily sweep finds.
 */
export async function erasePerson(command: EraseCommand): Promise<EraseResult> {
  const doomed: DoomedFiles = { keys: [], bytes: 0 };
  const result = await orgDb(command.organizationId).$transaction((tx) => eraseWithin(tx, command, doomed), { timeout: (command.cause ?? 'request') === 'request' ? TIMEOUT_MS : SWEEP_TIMEOUT_MS, maxWait: TIMEOUT_MS });
  if (!result.ok) return result;
  await keepInErasureLog(command.organizationId, { id: result.erasureId, number: result.number, at: command.now.toISOString(), locale: command.locale, sparesShared: command.sparesShared ?? false, ...result.receipt.records });
  await discardFiles(doomed.keys.map((key) => ({ key })));
  return result;
}

/** The receipt as it would be: the same statements, taken back. Who may not be forgotten yet is counted all the same. */
export async function previewErasure(command: Omit<EraseCommand, 'acceptsUnpaid' | 'userId'>): Promise<EraseResult> {
  try {
    return await orgDb(command.organizationId).$transaction(
      async (tx) => {
        throw new DryRun(await eraseWithin(tx, { ...command, userId: null, acceptsUnpaid: true }, { keys: [], bytes: 0 }, true));
      },
      { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS },
    );
  } catch (error) {
    if (error instanceof DryRun) return error.result;
    throw error;
  }
}

async function eraseWithin(tx: OrgTx, command: EraseCommand, doomed: DoomedFiles, isTrial = false): Promise<EraseResult> {
  const { organizationId, userId, key, locale, now, cause = 'request' } = command;
  // one at a time in an organisation: numbers without gaps, and no two of them lock one another out
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`erasure:${organizationId}`}, 0))`;
  const found = await findPerson(tx, organizationId, key, true);
  if (!found) return { ok: false, error: 'notFound' };
  const person = command.sparesShared ? await withoutShared(tx, organizationId, found) : found;
  if (await isErased(tx, organizationId, person)) return { ok: false, error: 'erased' };
  const obstacles = await findObstacles(tx, organizationId, person);
  if (!isTrial && obstacles.running.length > 0) return { ok: false, error: 'running', obstacles };
  if (!isTrial && obstacles.unpaid.length > 0 && !command.acceptsUnpaid) return { ok: false, error: 'unpaid', obstacles };

  const number = await nextErasureNumber(tx, organizationId);
  const records = { contacts: person.contactIds, leads: person.leadIds };
  const { id: erasureId } = await tx.erasure.create({ data: { ...(command.erasureId && { id: command.erasureId }), organizationId, number, byId: userId, at: now, receipt: {} }, select: { id: true } });
  // lets the statements below past the guards of what only grows, in this transaction alone
  await tx.$executeRaw`SELECT set_config('teplo.erasure', ${erasureId}, true)`;
  const work = { tx, organizationId, erasureId, person, words: erasedWords(locale, number), sparesShared: command.sparesShared ?? false, now };
  const lines = [...(await eraseRecords(work)), ...(await eraseTraces(work, doomed)), await eraseMentions(work)];
  const receipt: Receipt = { version: 1, cause, lines: inOrder(lines), fileBytes: doomed.bytes, records };
  await tx.erasure.update({ where: { organizationId_id: { organizationId, id: erasureId } }, data: { receipt: receipt as unknown as Prisma.InputJsonObject }, select: { id: true } });
  await writeAudit(tx, { organizationId, actorId: userId, action: 'erase', resource: 'personalData', resourceId: erasureId, label: `№ ${number}`, after: { number, cause } });
  return { ok: true, erasureId, number, receipt };
}

/** Lines that say something, in the receipt's order. */
function inOrder(lines: readonly ReceiptLine[]): ReceiptLine[] {
  return ERASED_KINDS.flatMap((kind) => lines.filter((line) => line.kind === kind && line.deleted + line.anonymised + line.kept > 0))
    .map((line) => ({ ...line, reason: line.kept > 0 ? line.reason : null }));
}

/** All of the person's rows are in receipts already. A new request of somebody who was forgotten is new. */
async function isErased(tx: OrgTx, organizationId: string, { contactIds, leadIds }: Person): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isKnown: boolean }[]>`
    SELECT NOT EXISTS (
      SELECT 1 FROM unnest(${[...contactIds, ...leadIds]}::text[]) AS p(id) WHERE NOT EXISTS (
        SELECT 1 FROM "Erasure" e WHERE e."organizationId" = ${organizationId}::uuid AND (e."receipt" #> '{records,contacts}' ? p.id OR e."receipt" #> '{records,leads}' ? p.id))
    ) AS "isKnown"`;
  return row?.isKnown ?? false;
}

async function nextErasureNumber(tx: OrgTx, organizationId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ next: number }[]>`SELECT COALESCE(max("number"), 0) + 1 AS "next" FROM "Erasure" WHERE "organizationId" = ${organizationId}::uuid`;
  return row?.next ?? 1;
}
