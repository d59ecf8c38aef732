import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { createRun, findRun } from '~/domain/background-runs/background-runs.server';
import { beginRun, cancelRun, failRun, finishRun, type RunKey } from '~/domain/background-runs/work-on-run.server';
import { answerWithFile } from '~/domain/files/read-file.server';
import { discardFiles } from '~/domain/files/store-files.server';
import { orgDb, type OrgDb } from '~/platform/db.server';
import { fallbackLanguage, isLanguage } from '~/platform/i18n';
import { getFixedT } from '~/platform/i18n.server';
import { defineJob, enqueue } from '~/platform/jobs.server';
import { storage } from '~/platform/storage.server';
import { exportSections, listExportedFiles } from './export-sections.server';
import { findPerson, type PersonKey } from './find-person.server';
import { writeArchive } from './write-archive.server';

export const EXPORT_KIND = 'privacy.export';
const RETRIES = 2;
const ARCHIVE = 'application/gzip';

const paramsSchema = z.object({ contactIds: z.array(z.uuid()), leadIds: z.array(z.uuid()), locale: z.string(), fileId: z.uuid().optional() });

interface StartExport {
  organizationId: string;
  userId: string;
  /** Of the titles in the archive. */
  locale: string;
  key: PersonKey;
}

/** Begins to gather all about a person. Null when there is nobody. */
export async function startExport({ organizationId, userId, locale, key }: StartExport): Promise<string | null> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const person = await findPerson(tx, organizationId, key);
    if (!person) return null;
    const params = { contactIds: [...key.contactIds], leadIds: [...key.leadIds], locale };
    const runId = await createRun(tx, { organizationId, kind: EXPORT_KIND, total: 0, startedById: userId, params });
    await enqueue(tx, exportJob, { organizationId, runId });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'export', resource: 'personalData', resourceId: key.contactIds[0] ?? key.leadIds[0] ?? null, after: { contacts: person.contactIds.length, requests: person.leadIds.length } });
    return runId;
  });
}

const runKey = z.object({ organizationId: z.uuid(), runId: z.uuid() });

export const exportJob = defineJob({
  name: 'privacy-export',
  schema: runKey,
  retryLimit: RETRIES,
  expireInSeconds: 1_800,
  async handler(run, { signal, retryCount }) {
    try {
      await runExport(run, signal);
    } catch (error) {
      if (retryCount >= RETRIES) await failRun(run, error);
      throw error;
    }
  },
});

/** Writes the archive of a run and stores it. A second run of the same job begins anew: nothing is stored before the end. */
export async function runExport({ organizationId, runId }: RunKey, signal?: AbortSignal): Promise<void> {
  const db = orgDb(organizationId);
  const params = paramsSchema.safeParse((await findRun(db, runId))?.params).data;
  if (!params || params.fileId) return;
  const person = await findPerson(db, organizationId, params);
  if (!person) {
    await cancelRun(db, runId);
    return;
  }
  const sections = exportSections(organizationId, person);
  const files = await listExportedFiles(db, person);
  if (!(await beginRun(db, runId, sections.length + files.length))) return;
  const t = await getFixedT(isLanguage(params.locale) ? params.locale : fallbackLanguage, 'personal-data');
  const words = { title: t('archive.title'), intro: t('archive.intro'), section: (name: string) => t(`sections.${name}`) };
  const folder = await mkdtemp(path.join(os.tmpdir(), 'teplo-export-'));
  try {
    let done = 0;
    const advance = async () => {
      done += 1;
      const { count } = await db.backgroundRun.updateMany({ where: { id: runId, state: 'RUNNING' }, data: { done } });
      return count > 0 && !signal?.aborted;
    };
    const archive = await writeArchive({ db, sections, files, words, folder, advance });
    if (archive) await keepArchive({ organizationId, runId }, archive);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function keepArchive({ organizationId, runId }: RunKey, { path: from, size, sha256 }: { path: string; size: number; sha256: string }): Promise<void> {
  const key = `${organizationId}/${randomUUID()}.tar.gz`;
  await (await storage()).putStream(key, createReadStream(from), { contentType: ARCHIVE, contentLength: size });
  const isKept = await orgDb(organizationId).$transaction(async (tx) => {
    // cancelled meanwhile, or the person was forgotten
    const [run] = await tx.$queryRaw<{ state: string }[]>`SELECT "state"::text AS "state" FROM "BackgroundRun" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${runId}::uuid FOR UPDATE`;
    if (run?.state !== 'RUNNING') return false;
    const { id: fileId } = await tx.file.create({ data: { organizationId, key, name: 'personal-data.tar.gz', contentType: ARCHIVE, size, sha256 }, select: { id: true } });
    await tx.$executeRaw`UPDATE "BackgroundRun" SET "params" = "params" || jsonb_build_object('fileId', ${fileId}::text) WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${runId}::uuid`;
    await finishRun(tx, runId, 'DONE');
    return true;
  });
  if (!isKept) await discardFiles([{ key }]);
}

export interface PersonExport {
  id: string;
  state: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
  total: number;
  done: number;
  createdAt: Date;
  startedBy: string | null;
  /** Whether its file is still there. */
  hasFile: boolean;
}

const LISTED = 20;
const exportRow = { id: true, state: true, total: true, done: true, createdAt: true, params: true, startedBy: { select: { user: { select: { name: true } } } } } as const;

/** The latest exports of the organisation. */
export async function listExports(db: OrgDb): Promise<PersonExport[]> {
  const runs = await db.backgroundRun.findMany({ where: { kind: EXPORT_KIND }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: LISTED, select: exportRow });
  return runs.map(({ params, startedBy, ...run }) => ({ ...run, startedBy: startedBy?.user.name ?? null, hasFile: Boolean(paramsSchema.safeParse(params).data?.fileId) }));
}

/** One of them; null when there is none of this id. */
export async function findExport(db: OrgDb, runId: string): Promise<PersonExport | null> {
  const run = await db.backgroundRun.findFirst({ where: { id: runId, kind: EXPORT_KIND }, select: exportRow });
  if (!run) return null;
  const { params, startedBy, ...facts } = run;
  return { ...facts, startedBy: startedBy?.user.name ?? null, hasFile: Boolean(paramsSchema.safeParse(params).data?.fileId) };
}

/** The archive as an answer, noted in the audit log; null when it is not there (yet, or any more). */
export async function answerWithExport({ organizationId, userId }: { organizationId: string; userId: string }, runId: string): Promise<Response | null> {
  const db = orgDb(organizationId);
  const run = await db.backgroundRun.findFirst({ where: { id: runId, kind: EXPORT_KIND }, select: { params: true } });
  const fileId = paramsSchema.safeParse(run?.params).data?.fileId;
  const answer = fileId ? await answerWithFile(db, fileId) : null;
  if (!answer) return null;
  await db.$transaction((tx) => writeAudit(tx, { organizationId, actorId: userId, action: 'download', resource: 'personalData', resourceId: runId }));
  answer.headers.set('Cache-Control', 'no-store');
  return answer;
}
