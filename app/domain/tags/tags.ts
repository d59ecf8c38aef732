export const MAX_TAGS = 20;
export const MAX_TAG_LENGTH = 40;

/**
 * Tags as they are typed, apart by commas, semicolons or lines: trimmed, inner blanks folded, each once whatever its
 * case (the first way of writing stays), at most MAX_TAGS of MAX_TAG_LENGTH signs.
 */
export function parseTags(text: string): string[] {
  const byKey = new Map<string, string>();
  for (const part of text.normalize('NFC').split(/[,;\r\n]/)) {
    const tag = part.replace(/\s+/g, ' ').trim().replace(/^#+/, '').slice(0, MAX_TAG_LENGTH).trim();
    const key = tag.toLowerCase();
    if (tag && !byKey.has(key)) byKey.set(key, tag);
  }
  return [...byKey.values()].slice(0, MAX_TAGS);
}

/** The one text that a field of tags sends. */
export function joinTags(tags: readonly string[]): string {
  return tags.join(', ');
}
