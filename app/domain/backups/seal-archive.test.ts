import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { BackupError } from './archive-format';
import { createSeal, openStream, sealStream } from './seal-archive.server';

const passphrase = 'жёлтый экскаватор у реки';
const bytes = randomBytes(300_000);
const streamOf = (content: Buffer) => Readable.from([content.subarray(0, 7), content.subarray(7)]);

async function seal(settings: { passphrase?: string; recipient?: string }): Promise<Buffer> {
  const made = await createSeal(settings);
  if (!made) throw new Error('no seal');
  return buffer(await sealStream(made, streamOf(bytes)));
}

describe('sealed archives', () => {
  it('open with their passphrase, also by the age library itself', async () => {
    const sealed = await seal({ passphrase });
    expect(await buffer(await openStream(streamOf(sealed), { passphrase }))).toEqual(bytes);
    const library = new Decrypter();
    library.addPassphrase(passphrase);
    expect(Buffer.from(await library.decrypt(sealed))).toEqual(bytes);
  });

  it('open with the secret key of their recipient', async () => {
    const identity = await generateX25519Identity();
    const sealed = await seal({ recipient: await identityToRecipient(identity) });
    expect(await buffer(await openStream(streamOf(sealed), { identity }))).toEqual(bytes);
  });

  it('are refused with another passphrase, another key or none', async () => {
    const sealed = await seal({ passphrase });
    await expect(openStream(streamOf(sealed), { passphrase: 'another passphrase' })).rejects.toThrow(/the passphrase does not open it/);
    await expect(openStream(streamOf(sealed), { identity: await generateX25519Identity() })).rejects.toThrow(/the key does not open it/);
    await expect(openStream(streamOf(sealed), {})).rejects.toThrow(/is encrypted/);
  });

  it('that were altered do not open', async () => {
    const sealed = await seal({ passphrase });
    sealed[sealed.length - 1_000]! ^= 1;
    await expect(openStream(streamOf(sealed), { passphrase }).then(buffer)).rejects.toThrow();
  });

  it('need one kind of key, and a real one', async () => {
    await expect(createSeal({ passphrase, recipient: 'age1x' })).rejects.toThrow(BackupError);
    await expect(createSeal({ recipient: 'age1nonsense' })).rejects.toThrow(/not a public key/);
    expect(await createSeal({})).toBeNull();
  });
});

describe('openStream', () => {
  it.each([0, 1, 20, 100_000])('lets %i plain bytes through', async (size) => {
    const plain = randomBytes(size);
    expect(await buffer(await openStream(Readable.from([plain]), {}))).toEqual(plain);
  });
});
