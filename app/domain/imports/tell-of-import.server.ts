import { findRun } from '~/domain/background-runs/background-runs.server';
import { notify } from '~/domain/notifications/notify.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { importParams } from './import-params';

interface EndedImport {
  organizationId: string;
  runId: string;
  importId: string;
  /** Who started it. */
  userId: string;
  file: string | null;
  isFailed: boolean;
}

/** Tells whoever started an import of its end. */
export async function tellOfImport(tx: OrgTx, { organizationId, runId, importId, userId, file, isFailed }: EndedImport): Promise<void> {
  await notify(tx, { organizationId, event: 'import.finished', to: [userId], actorId: null, data: { runId, isFailed, file }, path: `/contacts/import/${importId}` });
}

/** The same of one whose job has given up. */
export async function tellOfFailedImport({ organizationId, runId }: { organizationId: string; runId: string }): Promise<void> {
  await orgDb(organizationId).$transaction(async (tx) => {
    const run = await findRun(tx, runId);
    const params = importParams.safeParse(run?.params).data;
    if (params) await tellOfImport(tx, { organizationId, runId, importId: params.importId, userId: params.viewer.userId, file: null, isFailed: true });
  });
}
