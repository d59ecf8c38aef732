import { describe, expect, it, vi } from 'vitest';
import { createFormToken, readFormToken, signFormToken, submissionKey } from './form-token.server';

vi.hoisted(() => (process.env.SESSION_SECRET = 'n'.repeat(32)));

const organizationId = '01a1fdf7-2d6c-756b-818f-ce1ba5d994fc';
const now = new Date('2026-11-20T10:00:00Z');
const token = createFormToken(organizationId, { utm_source: 'почта' }, now);
const text = signFormToken(token);

describe('form token', () => {
  it('comes back as it was signed', () => {
    expect(readFormToken(text, organizationId, new Date(now.getTime() + 60_000))).toEqual(token);
  });

  it.each([
    ['missing', null],
    ['empty', ''],
    ['nonsense', 'a.b'],
    ['changed', `${Buffer.from(JSON.stringify({ ...token, renderedAt: 0 })).toString('base64url')}.${text.split('.')[1]}`],
    ['without a signature', text.split('.')[0] ?? ''],
    ['far too long', 'x'.repeat(10_000)],
  ])('is none when %s', (_name, given) => {
    expect(readFormToken(given, organizationId, now)).toBeNull();
  });

  it('is none for another organisation or after a week', () => {
    expect(readFormToken(text, '01a1fdf7-2d6c-756b-818f-ce1ba5d994fd', now)).toBeNull();
    expect(readFormToken(text, organizationId, new Date(now.getTime() + 8 * 86_400_000))).toBeNull();
  });

  it('makes one key for one page and service', () => {
    expect(submissionKey(token, 's1')).toBe(submissionKey(token, 's1'));
    expect(submissionKey(token, 's1')).not.toBe(submissionKey(token, 's2'));
    expect(submissionKey(null, 's1')).not.toBe(submissionKey(null, 's1'));
    expect(submissionKey(token, 's1')).toHaveLength(43);
  });
});
