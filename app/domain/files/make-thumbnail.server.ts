import sharp from 'sharp';
import { oneAtATime } from '~/platform/one-at-a-time';
import { PIXELS_MAX, THUMBNAIL_SIDE } from './photo-rules';

export interface Thumbnail {
  /** WebP without any metadata: neither place nor camera. */
  bytes: Buffer;
  /** Of the original as it is seen, in pixels. */
  width: number;
  height: number;
}

// A picture takes one thread; the others are for the people who wait for pages.
sharp.concurrency(1);

/** A picture unfolds to hundreds of megabytes: the whole process draws one at a time. */
export const drawInTurn = oneAtATime();

/** The small copy of a picture, turned as it was held; null when the content is no readable picture or unfolds to more pixels than any camera makes. */
export function makeThumbnail(path: string): Promise<Thumbnail | null> {
  return drawInTurn(() => draw(path));
}

async function draw(path: string): Promise<Thumbnail | null> {
  try {
    const picture = sharp(path, { limitInputPixels: PIXELS_MAX, failOn: 'error', sequentialRead: true });
    const { autoOrient } = await picture.metadata();
    const bytes = await picture
      .autoOrient()
      .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 76 })
      .toBuffer();
    return { bytes, width: autoOrient.width, height: autoOrient.height };
  } catch {
    return null;
  }
}
