import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { env } from './env.server';

/** A bucket of any S3-compatible service. */
export interface BucketSettings {
  bucket: string;
  region: string;
  endpoint: string | undefined;
  accessKeyId: string | undefined;
  secretAccessKey: string | undefined;
}

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
  const { S3_BUCKET: bucket, S3_REGION: region, S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  return (await openBucket({ bucket, region, endpoint, accessKeyId, secretAccessKey })).disk;
}

/** What a browser is told of a file that it fetches from the bucket itself. */
export interface DirectDownload {
  contentType: string;
  /** Value of Content-Disposition. */
  disposition: string;
}

const DIRECT_SECONDS = 60;
let publicBucket: Promise<Disk | null> | undefined;

/**
 * An address of the bucket itself that opens this object for a minute; null where browsers cannot reach it
 * (S3_PUBLIC_ENDPOINT), and for files on the local disk.
 */
export async function directAddress(key: string, { contentType, disposition }: DirectDownload): Promise<string | null> {
  publicBucket ??= openPublicBucket();
  const bucket = await publicBucket;
  return bucket && bucket.getSignedUrl(key, { expiresIn: DIRECT_SECONDS, contentType, contentDisposition: disposition });
}

async function openPublicBucket(): Promise<Disk | null> {
  const { S3_BUCKET: bucket, S3_PUBLIC_ENDPOINT: endpoint, S3_REGION: region, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env();
  return bucket && endpoint ? (await openBucket({ bucket, region, endpoint, accessKeyId, secretAccessKey })).disk : null;
}

/** A bucket as a disk, and the client beneath for what a disk cannot do. */
export async function openBucket({ bucket, region, endpoint, accessKeyId, secretAccessKey }: BucketSettings): Promise<{ disk: Disk; client: S3Client }> {
  // The S3 client is large: only loaded where it is used.
  const [{ S3Driver }, { S3Client }] = await Promise.all([import('flydrive/drivers/s3'), import('@aws-sdk/client-s3')]);
  const client = new S3Client({
    region,
    // Many compatible services know no virtual hosts.
    forcePathStyle: endpoint !== undefined,
    ...(endpoint && { endpoint }),
    // Without these the client frames every stream with checksums, which some compatible services keep as part of the file.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
  });
  // … and no access lists.
  return { disk: new Disk(new S3Driver({ client, bucket, visibility: 'private', supportsACL: false })), client };
}
