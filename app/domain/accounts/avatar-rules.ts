/** What a person's picture may be: a file of this many bytes that unfolds to this many pixels. */
export const AVATAR_LIMITS = { bytes: 5 * 1024 * 1024, pixels: 50_000_000, accept: 'image/png,image/jpeg,image/webp' } as const;

/** Side of the square that is kept, in pixels. */
export const AVATAR_SIDE = 256;

/** Where a picture is shown from. The key's end makes the address a new one with each picture, so that browsers may keep it. */
export function pictureUrl(userId: string, key: string): string {
  return `/resources/people/${userId}/picture?v=${key.slice(-13, -5)}`;
}
