import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeWebStream } from 'node:stream/web';
import { Decrypter, Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient, Stanza, type Identity, type Recipient } from 'age-encryption';
import { toWebStream } from '~/platform/web-stream';
import { BackupError } from './archive-format';

/** What opens a backup. Without any only those that are not encrypted can be read. */
export interface OpeningKeys {
  passphrase?: string | undefined;
  /** AGE-SECRET-KEY-… */
  identity?: string | undefined;
}

/** How a backup is encrypted; what opens it again in this process, and only here when it is for a recipient. */
export interface Seal {
  encrypter: Encrypter;
  keys: OpeningKeys;
}

const MAGIC = Buffer.from('age-encryption.org/v1');
const SALT_BYTES = 16;
const TAG_BYTES = 16;
const SCRYPT_LABEL = 'age-encryption.org/v1/scrypt';
/** 128 MB and a second, as OWASP has it for scrypt; one more would double the memory of a backup. */
const WORK_FACTOR = 17;
const MAX_WORK_FACTOR = 20;

/**
 * Encryption by the settings; null for none. For a recipient a second key of this moment is added, so that what was
 * written can be read back: it is never stored.
 * @throws {BackupError} when the recipient is none
 */
export async function createSeal({ passphrase, recipient }: { passphrase?: string | undefined; recipient?: string | undefined }): Promise<Seal | null> {
  if (passphrase && recipient) throw new BackupError('Set BACKUP_PASSPHRASE or BACKUP_RECIPIENT, not both.');
  if (!passphrase && !recipient) return null;
  const encrypter = new Encrypter();
  if (passphrase) {
    encrypter.addRecipient(passphraseRecipient(passphrase));
    return { encrypter, keys: { passphrase } };
  }
  // keys of both kinds in one archive would weaken the post-quantum one: age refuses that
  const identity = await (recipient?.startsWith('age1pq') ? generateHybridIdentity() : generateX25519Identity());
  try {
    encrypter.addRecipient(recipient ?? '');
  } catch {
    throw new BackupError('BACKUP_RECIPIENT is not a public key of age.');
  }
  encrypter.addRecipient(await identityToRecipient(identity));
  return { encrypter, keys: { identity } };
}

/** The stream encrypted, in the format of the program `age`. */
export async function sealStream({ encrypter }: Seal, plain: Readable): Promise<Readable> {
  return fromWeb(await encrypter.encrypt(toWebStream(plain)));
}

/**
 * The stream decrypted when it is encrypted, else as it is.
 * @throws {BackupError} when no key opens it
 */
export async function openStream(source: Readable, { passphrase, identity }: OpeningKeys): Promise<Readable> {
  const { isSealed, whole } = await peek(source);
  if (!isSealed) return whole;
  if (!passphrase && !identity) throw new BackupError('The backup is encrypted: set BACKUP_PASSPHRASE or BACKUP_IDENTITY.');
  const decrypter = new Decrypter();
  try {
    if (passphrase) decrypter.addIdentity(passphraseIdentity(passphrase));
    if (identity) decrypter.addIdentity(identity);
    return fromWeb(await decrypter.decrypt(toWebStream(whole)));
  } catch (error) {
    source.destroy();
    throw new BackupError(`The backup cannot be decrypted: ${passphrase ? 'the passphrase' : 'the key'} does not open it.`, { cause: error });
  }
}

async function peek(source: Readable): Promise<{ isSealed: boolean; whole: Readable }> {
  const iterator = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const held: Buffer[] = [];
  for (let size = 0; size < MAGIC.length; ) {
    const { value, done } = await iterator.next();
    if (done) break;
    held.push(value);
    size += value.length;
  }
  const start = Buffer.concat(held);
  async function* whole() {
    yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { isSealed: start.subarray(0, MAGIC.length).equals(MAGIC), whole: Readable.from(whole(), { objectMode: false }) };
}

function fromWeb(stream: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(stream as NodeWebStream<Uint8Array>);
}

/**
 * age's own stanza for a passphrase. The library makes the key on the main thread, which would stand still for seconds:
 * Node's scrypt works beside it.
 */
function passphraseRecipient(passphrase: string): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(SALT_BYTES);
      const cipher = createCipheriv('chacha20-poly1305', await deriveKey(passphrase, salt, WORK_FACTOR), Buffer.alloc(12), { authTagLength: TAG_BYTES });
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      return [new Stanza(['scrypt', salt.toString('base64').replace(/=+$/, ''), String(WORK_FACTOR)], new Uint8Array(body))];
    },
  };
}

function passphraseIdentity(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const [stanza] = stanzas;
      if (stanzas.length !== 1 || stanza?.args[0] !== 'scrypt') return null;
      const [salt, factor] = [Buffer.from(stanza.args[1] ?? '', 'base64'), Number(stanza.args[2])];
      if (salt.length !== SALT_BYTES || !(factor >= 1 && factor <= MAX_WORK_FACTOR)) throw new Error('not a stanza of a passphrase');
      const body = Buffer.from(stanza.body);
      const decipher = createDecipheriv('chacha20-poly1305', await deriveKey(passphrase, salt, factor), Buffer.alloc(12), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(body.subarray(-TAG_BYTES));
      try {
        return new Uint8Array(Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]));
      } catch {
        return null;
      }
    },
  };
}

function deriveKey(passphrase: string, salt: Buffer, factor: number): Promise<Buffer> {
  const options = { N: 2 ** factor, r: 8, p: 1, maxmem: 2 ** factor * 1_024 + 1_048_576 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, Buffer.concat([Buffer.from(SCRYPT_LABEL), salt]), 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
