import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';

/** Writes the parts of an archive one after another, with what the manifest says of them. Memory holds one buffer. */
export class ArchiveWriter {
  readonly #pack = pack();
  readonly #digest = createHash('sha256');
  #parts = 0;
  /** The tar, to be read while parts are added. */
  readonly stream = Readable.from(this.#pack as AsyncIterable<Uint8Array>, { objectMode: false });

  constructor(private readonly madeAt: Date) {}

  /** Adds a part whose bytes are at hand. */
  async addBytes(name: string, bytes: Buffer): Promise<void> {
    await this.addStream(name, bytes.length, Readable.from([bytes]));
  }

  /**
   * Adds a part of a known size.
   * @returns the SHA-256 of its bytes, hex; rejects when the stream does not keep to the size
   */
  async addStream(name: string, size: number, source: Readable): Promise<string> {
    const hash = createHash('sha256');
    let settle: (error?: Error | null) => void = () => {};
    const stored = new Promise<void>((resolve, reject) => (settle = (error) => (error ? reject(error) : resolve())));
    stored.catch(() => {}); // awaited below, but perhaps only after it failed
    const entry = this.#pack.entry({ name, size, mode: 0o600, mtime: this.madeAt }, (error) => settle(error));
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        hash.update(chunk);
        if (!entry.write(chunk)) await Promise.race([new Promise<void>((resolve) => entry.once('drain', () => resolve())), stored]);
      }
      entry.end(null);
      await stored;
    } catch (error) {
      entry.destroy(error instanceof Error ? error : null);
      throw error;
    }
    const sha256 = hash.digest('hex');
    this.#digest.update(partLine(name, size, sha256));
    this.#parts += 1;
    return sha256;
  }

  /** What the manifest says of all parts so far. Nothing but the manifest may follow. */
  sum(): { parts: number; digest: string } {
    return { parts: this.#parts, digest: this.#digest.digest('hex') };
  }

  /** Adds the last part and ends the tar. */
  async finish(name: string, bytes: Buffer): Promise<void> {
    await new Promise<void>((resolve, reject) => this.#pack.entry({ name, mode: 0o600, mtime: this.madeAt }, bytes, (error) => (error ? reject(error) : resolve())));
    this.#pack.finalize();
  }

  destroy(error: Error): void {
    this.#pack.destroy(error);
  }
}

/** One part's line in the digest of the manifest. */
export function partLine(name: string, size: number, sha256: string): string {
  return `${name}\0${size}\0${sha256}\n`;
}
