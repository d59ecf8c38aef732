import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeRedirect } from './safe-redirect';

describe('safeRedirect', () => {
  it.each(['/o/demo/leads?q=a&sort=newest', '/', '/login', '/a//b'])('keeps the local path %s', (path) => {
    expect(safeRedirect(path)).toBe(path);
  });

  it.each(['https://evil.test', '//evil.test', '/\\evil.test', '\\\\evil.test', 'javascript:alert(1)', '', 'login', '/a\nb', '/\t/evil.test', '/.//evil.test', '/a/..//evil.test', null, 7])(
    'refuses %j',
    (target) => {
      expect(safeRedirect(target, '/safe')).toBe('/safe');
    },
  );

  it('writes other letters as an address has them', () => {
    expect(safeRedirect('/o/demo/contacts?q=Анна Б#я')).toBe('/o/demo/contacts?q=%D0%90%D0%BD%D0%BD%D0%B0%20%D0%91#%D1%8F');
    expect(safeRedirect('/o/demo?q=%D0%90&r=%2F')).toBe('/o/demo?q=%D0%90&r=%2F');
  });

  it('never leads to another host, whatever is typed, and always fits into a header', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }).map((text) => `/${text}`), fc.string().map((text) => `//evil.test/${text}`), fc.string().map((text) => `/\\${text}`)), (target) => {
        const Location = safeRedirect(target);
        expect(new URL(Location, 'https://own.test').host).toBe('own.test');
        expect(new Headers({ Location }).get('Location')).toBe(Location);
      }),
    );
  });
});
