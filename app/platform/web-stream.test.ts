import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { toWebStream } from './web-stream';

const CHUNK = 64 * 1024;
const ALL = 64 * 1024 * 1024;

it('pulls no more than a slow reader takes', async () => {
  let pulled = 0;
  const source = new Readable({
    read() {
      // as a disk answers: later
      setImmediate(() => {
        pulled += CHUNK;
        this.push(pulled > ALL ? null : Buffer.alloc(CHUNK));
      });
    },
  });
  const reader = toWebStream(source).getReader();
  await reader.read();
  for (let before = 0; before < pulled; await sleep(20)) before = pulled;
  expect(pulled).toBeLessThan(1024 * 1024);
  await reader.cancel();
  expect(source.destroyed).toBe(true);
});
