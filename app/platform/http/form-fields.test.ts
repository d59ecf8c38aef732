import { describe, expect, it } from 'vitest';
import { areSaneFields } from './form-fields';

describe('areSaneFields', () => {
  it.each(['', 'email', 'days[0].from', 'companySize.options.1-5', 'services[999]', 'files', '[]'])('lets %j through', (name) => {
    expect(areSaneFields([[name, '']])).toBe(true);
  });

  it.each(['a..b', 'a.', 'a]', 'a[x]', '__proto__', 'email[__proto__].x', 'constructor.prototype.y', 'email[99999999]', 'a[4294967294].b', 'a[0][1000]', `a${'[0]'.repeat(9)}`, 'a.b.c.d.e.f.g.h.i', 'a'.repeat(201)])('refuses %j', (name) => {
    expect(areSaneFields([[name, '']])).toBe(false);
  });

  it('refuses more fields than a form can have', () => {
    expect(areSaneFields(Array.from({ length: 3_001 }, () => ['a', '']))).toBe(false);
  });

  it.each([
    ['{"type":"insert","payload":{"name":"budget.thresholds"}}', true],
    ['{"type":"remove","payload":{"name":"budget.thresholds","index":3}}', true],
    ['{"type":"validate","payload":{}}', true],
    ['{"type":"validate"}', false],
    ['{"type":"insert","payload":{"name":"a","index":99999999}}', false],
    ['{"type":"update","payload":{"name":"a[99999999]"}}', false],
    ['{"type":"update","payload":{"name":["a"],"index":"1"}}', false],
    ['{"type":"unheard"}', false],
    ['null', false],
    ['insert', false],
  ])('the command %s: %s', (command, expected) => {
    expect(areSaneFields([['__intent__', command]])).toBe(expected);
  });

  it('the state of the form library has to be one', () => {
    expect(['{"validated":{}}', '{}', '{"validated":1}', 'x'].map((state) => areSaneFields([['__state__', state]]))).toEqual([true, false, false, false]);
  });
});
