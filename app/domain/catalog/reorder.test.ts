import { describe, expect, it } from 'vitest';
import { reorder } from './reorder';

const ids = ['a', 'b', 'c', 'd'];

describe('reorder', () => {
  it.each([
    [{ id: 'b', direction: 'up' as const }, 'bacd'],
    [{ id: 'b', direction: 'down' as const }, 'acbd'],
    [{ id: 'a', direction: 'up' as const }, 'abcd'],
    [{ id: 'd', direction: 'down' as const }, 'abcd'],
    [{ id: 'd', before: 'a' }, 'dabc'],
    [{ id: 'a', before: 'd' }, 'bcad'],
    [{ id: 'a', before: '' }, 'bcda'],
    [{ id: 'b', before: 'b' }, 'abcd'],
  ])('%o → %s', (move, expected) => {
    expect(reorder(ids, move)?.join('')).toBe(expected);
  });

  it('knows nothing of others', () => {
    expect(reorder(ids, { id: 'x', direction: 'up' })).toBeNull();
  });
});
