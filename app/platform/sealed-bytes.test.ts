import fc from 'fast-check';
import { beforeEach, expect, it, vi } from 'vitest';

const env = vi.hoisted(() => ({ SESSION_SECRET: ['first-secret'] }));
vi.mock('./env.server', () => ({ env: () => env }));
const { openBytes, sealBytes } = await import('./sealed-bytes.server');

beforeEach(() => {
  env.SESSION_SECRET = ['first-secret'];
});

it('opens what it sealed, in its place only, and nothing that was changed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (bytes, at) => {
      const sealed = sealBytes(bytes, 'test', 'here');
      expect(openBytes(sealed, 'test', 'here')).toEqual(bytes);
      expect(openBytes(sealed, 'test', 'there')).toBeNull();
      expect(openBytes(sealed, 'other', 'here')).toBeNull();
      const changed = sealed.slice();
      changed[at % changed.length]! ^= 1;
      expect(openBytes(changed, 'test', 'here')).toBeNull();
    }),
  );
  expect(openBytes(new Uint8Array(5), 'test', 'here')).toBeNull();
});

it('still opens after a new secret came in front, and no longer when the old one is gone', () => {
  const sealed = sealBytes(new Uint8Array([1, 2, 3]), 'test', 'here');
  env.SESSION_SECRET = ['second-secret', 'first-secret'];
  expect(openBytes(sealed, 'test', 'here')).toEqual(new Uint8Array([1, 2, 3]));
  env.SESSION_SECRET = ['second-secret'];
  expect(openBytes(sealed, 'test', 'here')).toBeNull();
});
