import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { CompletedPart, S3Client } from '@aws-sdk/client-s3';
import type { Disk } from 'flydrive';
import { env } from '~/platform/env.server';
import { openBucket } from '~/platform/storage.server';
import { timeOfBackup } from './backup-clock';

export interface StoredBackup {
  name: string;
  madeAt: Date;
  sizeBytes: number;
}

/** Where finished backups rest. Whatever has its name here is whole. */
export interface BackupStore {
  /** For people. */
  readonly place: string;
  /** A local folder in which a backup grows until it is whole. */
  readonly workFolder: string;
  /** Newest first. */
  list(): Promise<StoredBackup[]>;
  read(name: string): Promise<Readable>;
  /** Takes over a finished local file under this name. */
  save(file: string, name: string): Promise<void>;
  remove(name: string): Promise<void>;
}

const UPLOAD_PART_BYTES = 64 * 1024 * 1024;
const PARTIAL = /^\.partial-/;
const DAY_MS = 86_400_000;

/** The place that the settings name: the bucket of BACKUP_S3_BUCKET, else BACKUP_DIR, else DATA_DIR/backups. */
export async function openBackupStore(): Promise<BackupStore> {
  const settings = env();
  const folder = path.resolve(settings.BACKUP_DIR ?? path.join(settings.DATA_DIR, 'backups'));
  const bucket = settings.BACKUP_S3_BUCKET;
  if (!bucket) return folderStore(folder);
  const opened = await openBucket({
    bucket,
    region: settings.BACKUP_S3_REGION ?? settings.S3_REGION,
    endpoint: settings.BACKUP_S3_ENDPOINT ?? settings.S3_ENDPOINT,
    accessKeyId: settings.BACKUP_S3_ACCESS_KEY_ID ?? settings.S3_ACCESS_KEY_ID,
    secretAccessKey: settings.BACKUP_S3_SECRET_ACCESS_KEY ?? settings.S3_SECRET_ACCESS_KEY,
  });
  return bucketStore({ ...opened, bucket, workFolder: folder });
}

/** Backups in a folder that nobody else may read. */
export function folderStore(folder: string): BackupStore {
  return {
    place: folder,
    workFolder: folder,
    async list() {
      const names = await readdir(folder).catch(() => []);
      return newestFirst(await Promise.all(names.map(async (name) => ({ name, sizeBytes: timeOfBackup(name) ? (await stat(path.join(folder, name))).size : 0 }))));
    },
    read: (name) => Promise.resolve(createReadStream(path.join(folder, path.basename(name)))),
    async save(file, name) {
      await rename(file, path.join(folder, name));
      const handle = await open(folder, 'r');
      await handle.sync().finally(() => handle.close());
    },
    remove: (name) => rm(path.join(folder, path.basename(name)), { force: true }),
  };
}

interface Bucket {
  disk: Disk;
  client: S3Client;
  bucket: string;
  workFolder: string;
  /** At least 5 MB, as S3 has it. */
  partBytes?: number;
}

/** Backups in a bucket; the folder holds one only while it is made. */
export function bucketStore({ disk, client, bucket, workFolder, partBytes = UPLOAD_PART_BYTES }: Bucket): BackupStore {
  return {
    place: `s3://${bucket}`,
    workFolder,
    async list() {
      const found: { name: string; sizeBytes: number }[] = [];
      let paginationToken: string | undefined;
      do {
        const page = await disk.listAll('', { ...(paginationToken && { paginationToken }) });
        for (const object of page.objects) {
          if (object.isFile && timeOfBackup(object.name)) found.push({ name: object.name, sizeBytes: (await disk.getMetaData(object.key)).contentLength });
        }
        paginationToken = page.paginationToken;
      } while (paginationToken);
      return newestFirst(found);
    },
    read: (name) => disk.getStream(path.posix.basename(name)),
    async save(file, name) {
      await upload({ client, bucket, partBytes }, file, name);
      await rm(file);
    },
    remove: (name) => disk.delete(name),
  };
}

/** In pieces: one request takes 5 GB at most. Nothing is there under the name before the last one has arrived. */
async function upload({ client, bucket, partBytes }: Required<Pick<Bucket, 'client' | 'bucket' | 'partBytes'>>, file: string, name: string): Promise<void> {
  const { AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand, UploadPartCommand } = await import('@aws-sdk/client-s3');
  const target = { Bucket: bucket, Key: name };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...target, ContentType: 'application/octet-stream' }));
  const { size } = await stat(file);
  try {
    const Parts: CompletedPart[] = [];
    for (let start = 0; start < size; start += partBytes) {
      const ContentLength = Math.min(partBytes, size - start);
      const PartNumber = Parts.length + 1;
      const Body = createReadStream(file, { start, end: start + ContentLength - 1 });
      const { ETag } = await client.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body, ContentLength }));
      Parts.push({ ETag, PartNumber });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => {});
    throw error;
  }
}

function newestFirst(found: { name: string; sizeBytes: number }[]): StoredBackup[] {
  return found
    .flatMap(({ name, sizeBytes }) => {
      const madeAt = timeOfBackup(name);
      return madeAt ? [{ name, madeAt, sizeBytes }] : [];
    })
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
}

/** Makes the work folder, readable by its owner alone, and clears what processes left there that died at it. */
export async function prepareWorkFolder(folder: string, now: Date): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    if (!PARTIAL.test(name)) continue;
    const file = path.join(folder, name);
    const { mtime } = await stat(file);
    if (now.getTime() - mtime.getTime() > DAY_MS) await rm(file, { force: true });
  }
}

/** Where a backup grows. */
export function partialFile(folder: string, name: string): string {
  return path.join(folder, `.partial-${process.pid}-${name}`);
}

/** Bytes that the folder's disk still takes. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
