import { Busboy } from '@fastify/busboy';
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { areSaneFields } from './form-fields';

export interface BodyLimits {
  /** Bytes of one text field. */
  fieldBytes: number;
  /** Bytes of all text fields together. */
  textBytes: number;
  files: number;
  fileBytes: number;
}

/** A file as it came, in a temporary place. */
export interface Upload {
  /** Name of the form control. */
  field: string;
  /** As the visitor's browser wrote it: never use it as a path. */
  name: string;
  path: string;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
}

export interface FormBody {
  fields: URLSearchParams;
  uploads: Upload[];
  /** Names of files that were longer than allowed; their bytes are gone. */
  tooLarge: string[];
  hasTooManyFiles: boolean;
  /** Removes the temporary files; call it in any case. */
  dispose: () => Promise<void>;
}

/** The body cannot be read (400) or its text is longer than allowed (413). */
export class FormBodyError extends Error {
  override name = 'FormBodyError';
  constructor(readonly status: 400 | 413, message: string) {
    super(message);
  }
}

const MAX_FIELDS = 100;

/**
 * Reads a sent form, multipart or urlencoded. Files go to a temporary folder while they arrive, so that memory holds
 * none of them. Files beyond the limits are reported rather than refused: the text beside them must not be lost.
 * @param takesFiles false: files are passed over
 * @throws {FormBodyError}
 */
export async function readFormBody(request: Request, limits: BodyLimits, takesFiles = true): Promise<FormBody> {
  const type = request.headers.get('Content-Type') ?? '';
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return readUrlencoded(request, limits);
  if (!/^multipart\/form-data\b/i.test(type) || !request.body) throw new FormBodyError(400, 'Not a form');
  const folder = takesFiles ? await mkdtemp(path.join(os.tmpdir(), 'teplo-upload-')) : null;
  const dispose = async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await readMultipart(request.body, type, limits, folder)), dispose };
  } catch (error) {
    await dispose();
    throw error instanceof FormBodyError ? error : new FormBodyError(400, 'The form cannot be read');
  }
}

async function readUrlencoded(request: Request, limits: BodyLimits): Promise<FormBody> {
  const text = await request.text();
  if (text.length > limits.textBytes) throw new FormBodyError(413, 'Too much text');
  const fields = new URLSearchParams(text);
  if (!areSaneFields(fields.entries())) throw new FormBodyError(400, 'The form cannot be read');
  for (const value of fields.values()) {
    if (Buffer.byteLength(value) > limits.fieldBytes) throw new FormBodyError(413, 'A field is too long');
  }
  return { fields, uploads: [], tooLarge: [], hasTooManyFiles: false, dispose: () => Promise.resolve() };
}

async function readMultipart(body: ReadableStream<Uint8Array>, type: string, limits: BodyLimits, folder: string | null) {
  const fields = new URLSearchParams();
  const tooLarge: string[] = [];
  const writes: Promise<Upload | null>[] = [];
  let textBytes = 0;
  let hasTooMuchText = false;
  let hasTooManyFiles = false;

  const parser = new Busboy({
    headers: { 'content-type': type },
    limits: { fieldSize: limits.fieldBytes, fileSize: limits.fileBytes, files: limits.files, fields: MAX_FIELDS, parts: MAX_FIELDS + limits.files },
  });
  parser.on('field', (name, value, _nameTruncated, isTruncated) => {
    textBytes += Buffer.byteLength(value);
    hasTooMuchText ||= isTruncated || textBytes > limits.textBytes;
    if (!hasTooMuchText) fields.append(name, value);
  });
  parser.on('fieldsLimit', () => (hasTooMuchText = true));
  parser.on('filesLimit', () => (hasTooManyFiles = true));
  parser.on('file', (field, stream, name) => {
    if (!folder || !name || hasTooMuchText) return void stream.resume();
    const write = writeUpload(stream, { field, name, path: path.join(folder, randomUUID()) }).then((upload) => {
      if (!stream.truncated) return upload.size > 0 ? upload : null;
      tooLarge.push(name);
      return null;
    });
    // Waited for below; until then a failure must not count as unhandled.
    write.catch(() => {});
    writes.push(write);
  });

  // What is too long is read to its end all the same: only then does the browser show the answer.
  await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), parser);
  const uploads = (await Promise.all(writes)).filter((upload) => upload !== null);
  if (hasTooMuchText) throw new FormBodyError(413, 'Too much text');
  if (!areSaneFields(fields.entries())) throw new FormBodyError(400, 'The form cannot be read');
  return { fields, uploads, tooLarge, hasTooManyFiles };
}

async function writeUpload(stream: Readable, upload: Pick<Upload, 'field' | 'name' | 'path'>): Promise<Upload> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    stream,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(upload.path, { mode: 0o600 }),
  );
  return { ...upload, size, sha256: hash.digest('hex') };
}
