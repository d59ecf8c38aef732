import { encode } from 'uqr';

export interface QrPicture {
  /** Modules along a side, the quiet border among them. */
  size: number;
  /** The dark modules as one path. */
  path: string;
}

/** What a machine's label opens: the public form with the machine filled in, always by the organisation's own address, since a label outlives the choice of the default form. */
export function machineFormUrl({ origin, slug, code }: { origin: string; slug: string; code: string }): string {
  return `${origin}/r/${slug}?${new URLSearchParams({ machine: code }).toString()}`;
}

/** A QR code of an address as an SVG path: readable when a quarter of it is dirty, which a machine's label soon is. */
export function drawQr(address: string): QrPicture {
  const { data, size } = encode(address, { ecc: 'Q', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size, path };
}

/** The same as a file of its own. */
export function qrSvg({ size, path }: QrPicture): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}
