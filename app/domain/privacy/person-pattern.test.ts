import { describe, expect, it } from 'vitest';
import { contactPattern, idPattern, personPattern } from './person-pattern';

// PostgreSQL's word beginning is JavaScript's word boundary for Latin letters, which is all that is tried here
const finds = (pattern: string, text: string) => new RegExp(pattern.replaceAll('\\m', '\\b'), 'i').test(text);

describe('what finds a person in a text', () => {
  it.each([
    ['+7 916 123-45-67', true], ['8 (916) 123-45-67', true], ['89161234567', true], ['tel:+79161234567', true],
    ['+7 916 123-45-68', false], ['916 123 45', false],
    ['write to a.b@example.com!', true], ['A.B@EXAMPLE.COM', true], ['?q=a.b%40example.com', true], ['axb@example.com', false],
  ])('%s: %s', (text, isFound) => {
    expect(finds(contactPattern({ emails: ['a.b@example.com'], phones: ['+79161234567'] }), text)).toBe(isFound);
  });

  it('takes names only at the beginning of a word, and none that is too short', () => {
    const pattern = personPattern({ emails: [], phones: [], names: ['Ivanov', 'Li', '  '] });
    expect([finds(pattern, 'for Ivanova'), finds(pattern, 'Livanov'), finds(pattern, 'Lisa')]).toEqual([true, false, false]);
  });

  it('finds nothing when nothing is known', () => {
    for (const pattern of [contactPattern({ emails: [], phones: [] }), personPattern({ emails: [''], phones: [], names: ['ab'] }), idPattern([])]) expect(finds(pattern, 'anything')).toBe(false);
  });
});
