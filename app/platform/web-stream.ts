import { Readable } from 'node:stream';

const QUEUE_BYTES = 256 * 1024;

/** A stream as answers take it. Its queue counts bytes: left to itself Node may let it grow to as many chunks as its limit has bytes. */
export function toWebStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream, { strategy: new ByteLengthQueuingStrategy({ highWaterMark: QUEUE_BYTES }) }) as ReadableStream<Uint8Array>;
}
