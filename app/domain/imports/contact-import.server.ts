import type { Prisma } from '~/generated/prisma/client';
import type { Staff } from '~/domain/accounts/guard.server';
import type { Scope } from '~/domain/accounts/permissions';
import type { Reach } from '~/domain/accounts/reach';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { db as anyDb, orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import { csvFormatSchema, type CsvFormat } from './file-format';
import { columnsSchema, isImportField, isMatchKey, isMode, storedChoices, usualChoices, type ImportChoices, type ImportColumn } from './import-options';
import { guessColumns, scanFile } from './take-file.server';

/** An import with all that its page shows of the file and the choices. */
export interface ContactImport {
  id: string;
  createdById: string;
  fileKey: string;
  fileName: string;
  format: CsvFormat;
  columns: ImportColumn[];
  rowCount: number;
  choices: ImportChoices;
  dryRunId: string | null;
  runId: string | null;
  undoRunId: string | null;
  version: number;
  createdAt: Date;
}

/** Who imports: may see the contacts within `reach`, and change those within `scope`. */
export interface Importer {
  organizationId: string;
  userId: string;
  timeZone: string;
  reach: Reach;
  /** Of the permission to change contacts. */
  scope: Scope;
  /** Sees and undoes the imports of others too. */
  seesAll: boolean;
}

/** Who may add contacts may import them; how far changes reach is that of the permission to change them. */
export function importerFor({ org, user, reach, can }: Pick<Staff, 'org' | 'user' | 'reach' | 'can'>): Importer {
  return { organizationId: org.id, userId: user.id, timeZone: org.timeZone, reach: reach.contacts, scope: can('contacts', 'update') || 'own', seesAll: can('contacts', 'delete') === 'all' };
}

const row = {
  id: true, createdById: true, fileKey: true, fileName: true, format: true, columns: true, rowCount: true, mapping: true, mode: true, matchKeys: true,
  dryRunId: true, runId: true, undoRunId: true, version: true, createdAt: true,
} satisfies Prisma.ContactImportSelect;

type StoredImport = Prisma.ContactImportGetPayload<{ select: typeof row }>;

/** The import, or null where this person has none of this id. */
export async function findImport(db: OrgDb | OrgTx, importId: string, importer: Pick<Importer, 'userId' | 'seesAll'>, customFields: readonly CustomField[]): Promise<ContactImport | null> {
  const stored = await db.contactImport.findFirst({ where: { id: importId, ...(!importer.seesAll && { createdById: importer.userId }) }, select: row });
  return stored && toImport(stored, customFields);
}

const PAGE = 30;

/** The newest imports of the person, or of everybody. */
export async function listImports(db: OrgDb, importer: Pick<Importer, 'userId' | 'seesAll'>, before: string | null, limit = PAGE): Promise<{ rows: Omit<StoredImport, 'mapping'>[]; next: string | null }> {
  const rows = await db.contactImport.findMany({
    where: { ...(!importer.seesAll && { createdById: importer.userId }), ...(before && { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: row,
  });
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

function toImport({ mapping, mode, matchKeys, format, columns, ...stored }: StoredImport, customFields: readonly CustomField[]): ContactImport {
  const known = columnsSchema.parse(columns);
  const choices = storedChoices.parse(mapping);
  return {
    ...stored,
    format: csvFormatSchema.parse(format),
    columns: known,
    choices: {
      ...choices,
      columns: known.map((_column, index) => {
        const field = choices.columns[index] ?? null;
        // a field that was taken away since
        return field !== null && isImportField(field, customFields) ? field : null;
      }),
      mode: isMode(mode) ? mode : 'upsert',
      keys: matchKeys.filter((key) => isMatchKey(key, customFields)),
    },
  };
}

export type ChangeImport = { ok: true; version: number } | { ok: false; error: 'started' | 'stale' };

/** Notes other choices; what was tried with the old ones counts no more. */
export function saveChoices(organizationId: string, { id, version }: Pick<ContactImport, 'id' | 'version'>, { columns, mode, keys, ...rest }: ImportChoices): Promise<ChangeImport> {
  return change(organizationId, id, version, { mapping: { columns, ...rest }, mode, matchKeys: keys });
}

/** Reads the file anew as the person says that it is written. The choices begin again, since the columns are others. */
export async function changeFormat(organizationId: string, { id, version, fileKey }: ContactImport, format: CsvFormat, customFields: readonly CustomField[]): Promise<ChangeImport> {
  const { columns, rowCount } = await scanFile(fileKey, format);
  const { columns: fields, mode, keys, ...rest } = usualChoices(guessColumns(columns, customFields));
  return change(organizationId, id, version, { format, columns, rowCount, mapping: { columns: fields, ...rest }, mode, matchKeys: keys });
}

async function change(organizationId: string, id: string, version: number, data: Prisma.ContactImportUncheckedUpdateManyInput): Promise<ChangeImport> {
  const db = orgDb(organizationId);
  const { count } = await db.contactImport.updateMany({ where: { id, version, runId: null }, data: { ...data, dryRunId: null, version: { increment: 1 } } });
  if (count > 0) return { ok: true, version: version + 1 };
  const current = await db.contactImport.findFirst({ where: { id }, select: { runId: true } });
  return { ok: false, error: current?.runId ? 'started' : 'stale' };
}

/** Forgets an import that was not started; its file goes with the next sweep. */
export async function dropImport(organizationId: string, id: string): Promise<boolean> {
  const { count } = await orgDb(organizationId).contactImport.deleteMany({ where: { id, runId: null } });
  return count > 0;
}

const KEEP_DAYS = 30;

/** Which of these stored files, of whatever organisation, belong to an import that may still need them. */
export async function findFilesOfImports(keys: readonly string[], now: Date): Promise<Set<string>> {
  const since = new Date(now.getTime() - KEEP_DAYS * 24 * 60 * 60 * 1000);
  const rows = await anyDb.contactImport.findMany({ where: { fileKey: { in: [...keys] }, createdAt: { gt: since } }, select: { fileKey: true } });
  return new Set(rows.map(({ fileKey }) => fileKey));
}
