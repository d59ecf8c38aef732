import { describe, expect, it } from 'vitest';
import { areSaneFormNames } from './form-names';

describe('areSaneFormNames', () => {
  it.each(['', 'email', 'days[0].from', 'companySize.options.1-5', 'services[999]', 'files', '__proto__', '[]'])('lets %j through', (name) => {
    expect(areSaneFormNames([name])).toBe(true);
  });

  it.each(['email[99999999]', 'a[4294967294].b', 'a[0][1000]', `a${'[0]'.repeat(9)}`, 'a.b.c.d.e.f.g.h.i', 'a'.repeat(201)])('refuses %j', (name) => {
    expect(areSaneFormNames([name])).toBe(false);
  });

  it('refuses more fields than a form can have', () => {
    expect(areSaneFormNames(Array.from({ length: 3_001 }, () => 'a'))).toBe(false);
  });
});
