import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HIDDEN, showData } from './show-data';

const id = '0190a0a0-0000-7000-8000-000000000001';

describe('showData', () => {
  it.each([
    [{ organizationId: id }, [{ name: 'organizationId', value: id }]],
    [{ count: 3, isLast: false, day: '2026-11-22', at: '2026-11-22T09:00:00.000Z' }, [['count', '3'], ['isLast', 'false'], ['day', '2026-11-22'], ['at', '2026-11-22T09:00:00.000Z']].map(([name, value]) => ({ name, value }))],
    [{ none: null, ids: [1, 2] }, [{ name: 'none', value: '—' }, { name: 'ids', value: '1, 2' }]],
    [{ ids: [1, 2, 3, 4, 5, 6] }, [{ name: 'ids', value: '1, 2, 3, 4, 5, … (6)' }]],
    // what a client wrote, and what opens doors
    [{ comment: 'Позвоните мне' }, [{ name: 'comment', value: HIDDEN }]],
    [{ url: 'https://example.com/?t=1' }, [{ name: 'url', value: HIDDEN }]],
    [{ to: 'anna@example.com' }, [{ name: 'to', value: HIDDEN }]],
    [{ inner: { token: 'abc' } }, [{ name: 'inner', value: HIDDEN }]],
    [null, []],
    ['text', []],
  ])('%j', (data, lines) => {
    expect(showData(data)).toEqual(lines);
  });

  it('never shows what is named like a secret', () => {
    const names = fc.constantFrom('token', 'resetToken', 'secret', 'webhookSecret', 'password', 'apiKey', 'Authorization', 'code');
    fc.assert(fc.property(names, fc.string({ minLength: 1 }), (name, secret) => {
      expect(showData({ [name]: secret })).toEqual([{ name, value: HIDDEN }]);
    }));
  });
});
