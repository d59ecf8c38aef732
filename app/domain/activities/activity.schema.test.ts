import { parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, it } from 'vitest';
import { activityEditSchema, activitySchema } from './activity.schema';

const now = new Date('2026-11-20T12:00:00Z');

function read(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const submission = parseWithZod(form, { schema: activitySchema({ timeZone: 'Europe/Moscow', now }) });
  return submission.status === 'success' ? submission.value : submission.error;
}

describe('what a person logs', () => {
  it('may be a call or a meeting without a word, now', () => {
    expect(read({ kind: 'CALL', body: '', durationMin: '10', occurredAt: '' })).toEqual({ kind: 'CALL', body: '', durationMin: 10, occurredAt: now });
    expect(read({ kind: 'MEETING', body: '', durationMin: '', occurredAt: '' })).toEqual({ kind: 'MEETING', body: '', durationMin: null, occurredAt: now });
  });

  it('is never an empty note, and lasts only when it is a call or a meeting', () => {
    expect(read({ kind: 'NOTE', body: '  ' })).toEqual({ body: ['errors.required'] });
    expect(read({ kind: 'EMAIL', body: '' })).toEqual({ body: ['errors.required'] });
    expect(read({ kind: 'NOTE', body: 'Да', durationMin: '10' })).toMatchObject({ durationMin: null });
  });

  it.each([
    ['2026-11-20T14:30', new Date('2026-11-20T11:30:00Z')],
    ['2026-11-20T15:03', now],
    ['2026-11-20T15:06', { occurredAt: ['errors.future'] }],
    ['0001-01-01T00:00', { occurredAt: ['errors.time'] }],
    ['2026-02-30T10:00', { occurredAt: ['errors.time'] }],
    ['yesterday', { occurredAt: ['errors.time'] }],
  ])('happened at %s', (occurredAt, expected) => {
    const found = read({ kind: 'CALL', occurredAt });
    expect(expected instanceof Date ? found : { ...found }).toEqual(expected instanceof Date ? expect.objectContaining({ occurredAt: expected }) : expected);
  });

  it.each(['0', '1441', '1.5', 'ten'])('does not last %s minutes', (durationMin) => {
    expect(read({ kind: 'CALL', durationMin })).toEqual({ durationMin: ['errors.number'] });
  });

  it('is edited as a whole', () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ id: '0198d2a4-7c1e-7e55-8a5c-0123456789ab', version: '2', body: '', durationMin: '' })) form.set(name, value);
    expect(parseWithZod(form, { schema: activityEditSchema })).toMatchObject({ status: 'success', value: { version: 2, body: '' } });
  });
});
