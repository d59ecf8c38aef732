import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTags, MAX_TAG_LENGTH, MAX_TAGS, parseTags } from './tags';

describe('parseTags', () => {
  it.each([
    ['', []],
    ['VIP', ['VIP']],
    ['VIP, опт; #тендер\nопт', ['VIP', 'опт', 'тендер']],
    ['Опт, опт, ОПТ', ['Опт']],
    ['  два   слова ,,', ['два слова']],
  ])('%j', (text, tags) => {
    expect(parseTags(text)).toEqual(tags);
  });

  it('is bounded, and stable when read again', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 40 }), (parts) => {
        const tags = parseTags(parts.join(','));
        expect(tags.length).toBeLessThanOrEqual(MAX_TAGS);
        expect(tags.every((tag) => tag.length <= MAX_TAG_LENGTH)).toBe(true);
        expect(parseTags(joinTags(tags)).length).toBeLessThanOrEqual(tags.length);
      }),
    );
  });
});
