import { writeAudit } from '~/domain/audit/write-audit.server';
import { fallbackLanguage } from '~/platform/i18n';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import { defaultTexts } from './default-texts';
import { DOCUMENT_KINDS, type DocumentKind } from './document-kinds';
import { storedTextsSchema, type DocumentTexts } from './template.schema';

export interface Template {
  /** Null: the words that every organisation begins with. */
  id: string | null;
  kind: DocumentKind;
  /** 0: nothing was saved yet. */
  version: number;
  texts: DocumentTexts;
  savedAt: Date | null;
}

/** The words that a new document of this kind gets. */
export async function findTemplate(db: OrgDb | OrgTx, kind: DocumentKind): Promise<Template> {
  const row = await db.documentTemplate.findFirst({ where: { kind }, orderBy: { version: 'desc' }, select: { id: true, version: true, texts: true, createdAt: true } });
  if (!row) return { id: null, kind, version: 0, texts: defaultTexts(kind, fallbackLanguage), savedAt: null };
  return { id: row.id, kind, version: row.version, texts: storedTextsSchema.parse(row.texts), savedAt: row.createdAt };
}

/** The templates of all kinds, in their order. */
export function listTemplates(db: OrgDb): Promise<Template[]> {
  return Promise.all(DOCUMENT_KINDS.map((kind) => findTemplate(db, kind)));
}

/** The template that a document is made from now: one that stands in the database, so that the document can keep it. */
export async function templateForIssue(tx: OrgTx, organizationId: string, kind: DocumentKind): Promise<Template & { id: string }> {
  const found = await findTemplate(tx, kind);
  if (found.id) return { ...found, id: found.id };
  await tx.documentTemplate.createMany({ data: [{ organizationId, kind, version: 1, texts: found.texts }], skipDuplicates: true });
  const made = await findTemplate(tx, kind);
  if (!made.id) throw new Error('the template that was just made is not there');
  return { ...made, id: made.id };
}

export type SaveTemplateResult = { ok: true; version: number } | { ok: false; current: Template };

/**
 * Saves the words of a kind as a new version; documents keep the one they were made from.
 * @param version the one that the person saw; when another one was saved since, nothing is written and that one comes back
 */
export async function saveTemplate({ organizationId, userId }: { organizationId: string; userId: string }, { kind, version, texts }: { kind: DocumentKind; version: number; texts: DocumentTexts }): Promise<SaveTemplateResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const before = await findTemplate(tx, kind);
    if (before.version !== version) return { ok: false, current: before };
    const next = version + 1;
    // of two at once the second waits here for the first and then finds the version taken
    const { count } = await tx.documentTemplate.createMany({ data: [{ organizationId, kind, version: next, texts, createdById: userId }], skipDuplicates: true });
    if (count === 0) return { ok: false, current: await findTemplate(tx, kind) };
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'billing', resourceId: organizationId, label: kind, before: before.texts, after: texts });
    return { ok: true, version: next };
  });
}
