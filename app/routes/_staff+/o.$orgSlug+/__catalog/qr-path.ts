import { encode } from 'uqr';

export interface QrPicture {
  /** Modules along a side, the quiet border among them. */
  size: number;
  /** The dark modules as one path. */
  path: string;
}

/** A QR code of an address as an SVG path: readable when a quarter of it is dirty, which a machine's label soon is. */
export function drawQr(address: string): QrPicture {
  const { data, size } = encode(address, { ecc: 'Q', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size, path };
}
