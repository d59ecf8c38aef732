import { Transform } from 'node:stream';

/**
 * Lets bytes through except zeros, which no page has. React 18 writes text into blocks of 2,048 bytes, and where a letter of
 * several bytes does not fit any more it leaves zeros behind it, which browsers show as a broken letter and take for a
 * difference while the page comes alive. React 19 does not.
 */
export function withoutNul(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk);
    },
  });
}
