import { describe, expect, it, test } from 'vitest';
import { ADDRESS_LIMIT, duplicatesSince, findQuarantineReason, QUARANTINE_REASONS, type Submission } from './spam';

const now = new Date('2026-03-02T10:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const person: Submission = { honeypot: '', renderedAt: ago(60_000), now, texts: ['Нужен ремонт', null], sentFromAddress: 1 };

describe('findQuarantineReason', () => {
  test.each<[string, Partial<Submission>, string | null]>([
    ['a person', {}, null],
    ['no honeypot in the post', { honeypot: null }, null],
    ['a filled honeypot', { honeypot: 'x' }, 'honeypot'],
    ['a filled honeypot without a token', { honeypot: 'x', renderedAt: null }, 'honeypot'],
    ['no token', { renderedAt: null }, 'bad_token'],
    ['no token of a program without a form', { renderedAt: null, isUnrendered: true }, null],
    ['a token of the future', { renderedAt: ago(-1000) }, 'bad_token'],
    ['2,999 ms', { renderedAt: ago(2999) }, 'too_fast'],
    ['3,000 ms', { renderedAt: ago(3000) }, null],
    ['a form left open for a week', { renderedAt: ago(7 * 86_400_000) }, null],
    ['two links', { texts: ['https://a.ru', 'www.b.ru'] }, null],
    ['three links', { texts: ['https://a.ru http://b.ru', 'www.c.ru'] }, 'links'],
    ['a link in HTML', { texts: ['<a href="https://a.ru">'] }, 'markup'],
    ['a link in BBCode', { texts: ['[URL=https://a.ru]'] }, 'markup'],
    ['the last request of a quiet address', { sentFromAddress: ADDRESS_LIMIT.quarantine }, null],
    ['one more', { sentFromAddress: ADDRESS_LIMIT.quarantine + 1 }, 'address_limit'],
  ])('%s', (_, change, reason) => {
    expect(findQuarantineReason({ ...person, ...change })).toBe(reason);
  });

  it('has reasons that the column can hold', () => {
    expect(QUARANTINE_REASONS.every((reason) => reason.length <= 30)).toBe(true);
  });

  it('looks ten minutes back for duplicates', () => {
    expect(duplicatesSince(now)).toEqual(ago(600_000));
  });
});
