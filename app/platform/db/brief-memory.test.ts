import { describe, expect, it } from 'vitest';
import { createBriefMemory } from './brief-memory';

describe('createBriefMemory', () => {
  it('asks once for half a minute', async () => {
    let time = 0;
    let asked = 0;
    const remember = createBriefMemory<number>(() => time);
    const ask = () => Promise.resolve(++asked);
    expect(await Promise.all([remember('a', ask), remember('a', ask)])).toEqual([1, 1]);
    expect(await remember('b', ask)).toBe(2);
    time = 29_999;
    expect(await remember('a', ask)).toBe(1);
    time = 30_000;
    expect(await remember('a', ask)).toBe(3);
  });

  it('does not keep a failure', async () => {
    const remember = createBriefMemory<string>();
    await expect(remember('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await remember('a', () => Promise.resolve('up'))).toBe('up');
  });

  it('stays small', async () => {
    const remember = createBriefMemory<number>();
    for (let key = 0; key < 1_001; key++) await remember(String(key), () => Promise.resolve(1));
    expect(await remember('0', () => Promise.resolve(2))).toBe(2);
  });
});
