import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { env } from './env.server';

let disk: Promise<Disk> | undefined;

/**
 * Where uploads live: DATA_DIR/files, or the bucket of S3_BUCKET (any S3-compatible service by S3_ENDPOINT).
 * Keys are ours alone, never a visitor's file name. Everything is private: only routes that check permissions read it.
 */
export function storage(): Promise<Disk> {
  return (disk ??= openDisk());
}

async function openDisk(): Promise<Disk> {
  const settings = env();
  if (!settings.S3_BUCKET) {
    const location = path.resolve(settings.DATA_DIR, 'files');
    await mkdir(location, { recursive: true });
    return new Disk(new FSDriver({ location, visibility: 'private' }));
  }
  // The S3 client is large: only loaded where it is used.
  const { S3Driver } = await import('flydrive/drivers/s3');
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  return new Disk(
    new S3Driver({
      bucket: settings.S3_BUCKET,
      region: settings.S3_REGION,
      visibility: 'private',
      // Many compatible services know no access lists and no virtual hosts.
      supportsACL: false,
      forcePathStyle: Boolean(settings.S3_ENDPOINT),
      ...(settings.S3_ENDPOINT ? { endpoint: settings.S3_ENDPOINT } : {}),
      ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    }),
  );
}
