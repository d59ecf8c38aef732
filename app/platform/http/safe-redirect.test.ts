import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeRedirect } from './safe-redirect';

describe('safeRedirect', () => {
  it.each(['/o/demo/leads?q=a&sort=newest', '/', '/login', '/a//b'])('keeps the local path %s', (path) => {
    expect(safeRedirect(path)).toBe(path);
  });

  it.each(['https://evil.test', '//evil.test', '/\\evil.test', '\\\\evil.test', 'javascript:alert(1)', '', 'login', '/a\nb', '/\t/evil.test', null, 7])(
    'refuses %j',
    (target) => {
      expect(safeRedirect(target, '/safe')).toBe('/safe');
    },
  );

  it('never leads to another host, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string().map((text) => `/${text}`), fc.string().map((text) => `//evil.test/${text}`), fc.string().map((text) => `/\\${text}`)), (target) => {
        expect(new URL(safeRedirect(target), 'https://own.test').host).toBe('own.test');
      }),
    );
  });
});
