/** Photos of one record; each file is at most this long. Rule: the catalog's and the orders' domain description. */
export const PHOTO_LIMITS = { count: 10, bytes: 10 * 1024 * 1024, accept: 'image/jpeg,image/png,image/webp' } as const;

/** What a request with photos may bring: for readFormBody. */
export const PHOTO_BODY = { fieldBytes: 8 * 1024, textBytes: 64 * 1024, files: PHOTO_LIMITS.count, fileBytes: PHOTO_LIMITS.bytes } as const;

/** A small picture of few bytes can unfold to any size: this many pixels fit every phone's camera and no bomb. */
export const PIXELS_MAX = 110_000_000;

/** The longer side of the small copy, in pixels. */
export const THUMBNAIL_SIDE = 640;

const PICTURES: ReadonlySet<string> = new Set(PHOTO_LIMITS.accept.split(','));

export function isPicture(contentType: string): boolean {
  return PICTURES.has(contentType);
}
