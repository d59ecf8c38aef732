import sharp from 'sharp';

/** A picture as a phone sends it. */
export async function pictureFile(name = 'портрет.jpg') {
  return { name, mimeType: 'image/jpeg', buffer: await sharp({ create: { width: 800, height: 600, channels: 3, background: '#3a7' } }).jpeg().toBuffer() };
}
