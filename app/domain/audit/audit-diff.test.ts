import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditSearchParams, parseAuditFilter, AUDIT_ACTIONS, AUDIT_RESOURCES } from './audit-filter';
import { fieldChanges } from './audit-diff';

describe('fieldChanges', () => {
  it.each([
    [{ name: 'А' }, { name: 'Б' }, [{ field: 'name', before: 'А', after: 'Б' }]],
    [null, { name: 'А', tags: ['x'] }, [{ field: 'name', before: null, after: 'А' }, { field: 'tags', before: null, after: ['x'] }]],
    [{ name: 'А' }, null, [{ field: 'name', before: 'А', after: null }]],
    [null, null, []],
    [{ custom: { a: 1, b: 2 } }, { custom: { a: 1, b: 3 } }, [{ field: 'custom.b', before: 2, after: 3 }]],
    [{ custom: {} }, { custom: { a: true } }, [{ field: 'custom', before: {}, after: null }, { field: 'custom.a', before: null, after: true }]],
    [{ a: { b: { c: { d: 1 } } } }, { a: { b: { c: { d: 2 } } } }, [{ field: 'a.b.c', before: { d: 1 }, after: { d: 2 } }]],
  ])('%j → %j', (before, after, changes) => {
    expect(fieldChanges(before, after)).toEqual(changes);
  });

  it('is empty for two equal states', () => {
    const states = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.integer(), fc.boolean()));
    fc.assert(fc.property(states, (state) => {
      expect(fieldChanges(state, { ...state })).toEqual([]);
    }));
  });
});

describe('parseAuditFilter', () => {
  it('comes back from its own address', () => {
    const filters = fc.record({
      person: fc.option(fc.oneof(fc.constant('system'), fc.uuid())),
      resource: fc.option(fc.constantFrom(...AUDIT_RESOURCES)),
      action: fc.option(fc.constantFrom(...AUDIT_ACTIONS)),
      record: fc.option(fc.uuid()),
      period: fc.option(fc.constantFrom('7d' as const, 'month' as const)),
    });
    fc.assert(fc.property(filters, (filter) => {
      const whole = { ...filter, from: null, to: null };
      expect(parseAuditFilter(auditSearchParams(whole))).toEqual(whole);
    }));
  });

  it.each(['person=me', 'person=1;drop', 'resource=weather', 'action=', 'record=7', 'period=ever'])('%s counts as not given', (search) => {
    expect(auditSearchParams(parseAuditFilter(new URLSearchParams(search))).toString()).toBe('');
  });
});
