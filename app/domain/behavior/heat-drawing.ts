import { deflateSync } from 'node:zlib';
import { halveGrid } from './compact-heat';

/** One colour of the ramp: from which share of the maximum on, and red, green, blue, alpha. */
const RAMP: readonly (readonly [share: number, red: number, green: number, blue: number, alpha: number])[] = [
  [0, 40, 90, 255, 0],
  [0.08, 40, 90, 255, 90],
  [0.3, 20, 190, 220, 140],
  [0.5, 60, 200, 80, 165],
  [0.75, 250, 215, 40, 190],
  [1, 230, 40, 30, 215],
];
const SIGMA_SHARE = 0.02;
const MAX_SIGMA = 14;

/** Finer than this nobody sees, and half a cell of it is still within 0.5 % of the element. */
const MAX_DRAWN = 128;

export interface GridHeat {
  size: number;
  counts: Uint32Array;
}

export interface HeatImage {
  elementKey: string;
  points: number;
  /** PNG to lay exactly over the element. */
  url: string;
}

/**
 * Draws every element on one scale, so that they compare.
 * @param aspectOf width of an element divided by its height, so that a point is round on it
 */
export function drawHeatmap(
  { size, elements }: { size: number; elements: { elementKey: string; counts: Uint32Array; points: number }[] },
  aspectOf: (elementKey: string) => number,
): { images: HeatImage[]; legend: ReturnType<typeof heatLegend> } {
  let drawnSize = size;
  let grids = elements.map(({ counts }) => counts);
  while (drawnSize > MAX_DRAWN) {
    const from = drawnSize;
    grids = grids.map((counts) => halveGrid(counts, from));
    drawnSize /= 2;
  }
  const blurred = elements.map(({ elementKey }, at) => blurHeat({ size: drawnSize, counts: grids[at] ?? new Uint32Array() }, aspectOf(elementKey)));
  const peaks = blurred.map(peakOf);
  const peak = Math.max(0, ...peaks);
  const hottest = elements[peaks.indexOf(peak)];
  const nearPeak = hottest ? Math.max(1, peak * brushCells(drawnSize, aspectOf(hottest.elementKey))) : 0;
  const images = elements.map(({ elementKey, points }, at) => ({
    elementKey, points, url: drawHeat(blurred[at] ?? new Float32Array(), drawnSize, peak),
  }));
  return { images, legend: heatLegend(nearPeak) };
}

/** How wide a point is drawn, in cells: round on an element `aspect` times as wide as high. */
function sigmas(size: number, aspect: number): { x: number; y: number } {
  const base = Math.max(0.7, size * SIGMA_SHARE);
  const [wide, high] = aspect >= 1 ? [1, aspect] : [1 / aspect, 1];
  const limit = (MAX_SIGMA * size) / 64;
  return { x: Math.min(limit, base * wide), y: Math.min(limit, base * high) };
}

/** How many cells one drawn point covers: times a smoothed value, about the points near its place. */
export function brushCells(size: number, aspect = 1): number {
  const { x, y } = sigmas(size, aspect);
  return 2 * Math.PI * x * y;
}

/** Counts smoothed by a gaussian; the same sum, less what falls over the edges. */
export function blurHeat({ size, counts }: GridHeat, aspect = 1): Float32Array {
  const { x, y } = sigmas(size, aspect);
  return blurAxis(blurAxis(Float32Array.from(counts), size, x, 1, size), size, y, size, 1);
}

function blurAxis(source: Float32Array, size: number, sigma: number, step: number, line: number): Float32Array {
  const reach = Math.min(size - 1, Math.ceil(sigma * 3));
  const kernel = Float32Array.from({ length: reach * 2 + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)));
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  const target = new Float32Array(source.length);
  for (let row = 0; row < size; row++) {
    for (let at = 0; at < size; at++) {
      const value = source[row * line + at * step] ?? 0;
      if (value === 0) continue;
      for (let offset = Math.max(-reach, -at); offset <= Math.min(reach, size - 1 - at); offset++) {
        const index = row * line + (at + offset) * step;
        target[index] = (target[index] ?? 0) + (value * (kernel[offset + reach] ?? 0)) / sum;
      }
    }
  }
  return target;
}

/** The highest value of smoothed heat: the largest over all elements is the scale that makes them comparable. */
export function peakOf(blurred: Float32Array): number {
  return blurred.reduce((peak, value) => Math.max(peak, value), 0);
}

/**
 * Draws smoothed heat as a PNG data URL, to be laid exactly over its element.
 * @param peak value that gets the hottest colour
 */
export function drawHeat(blurred: Float32Array, size: number, peak: number): string {
  const pixels = Buffer.alloc(size * (size * 4 + 1)); // each line begins with its filter, 0
  for (let cell = 0; cell < blurred.length; cell++) {
    const value = blurred[cell] ?? 0;
    if (value <= 0 || peak <= 0) continue;
    pixels.set(colorAt(Math.min(1, value / peak)), Math.floor(cell / size) * (size * 4 + 1) + 1 + (cell % size) * 4);
  }
  return `data:image/png;base64,${encodePng(pixels, size).toString('base64')}`;
}

/** Red, green, blue and alpha (0–255) for a share of the peak. */
export function colorAt(share: number): [number, number, number, number] {
  const next = Math.max(1, RAMP.findIndex(([from]) => from >= share));
  const [low, high] = [RAMP[next - 1], RAMP[next]];
  if (!low || !high) return [0, 0, 0, 0];
  const part = (share - low[0]) / (high[0] - low[0]);
  const mix = (channel: 1 | 2 | 3 | 4) => Math.round(low[channel] + (high[channel] - low[channel]) * part);
  return [mix(1), mix(2), mix(3), mix(4)];
}

/** Stops for the legend: a CSS colour, its share of the peak, and how many points near one place that means, given those at the peak. */
export function heatLegend(peak: number): { share: number; color: string; count: number }[] {
  return RAMP.slice(1).map(([share, red, green, blue]) => ({ share, color: `rgb(${red} ${green} ${blue})`, count: Math.ceil(share * peak) }));
}

/** A PNG of 8-bit RGBA lines, each with its filter byte in front. */
function encodePng(lines: Buffer, size: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** As PNG wants it; zlib.crc32 is missing from the first releases of Node 20. */
function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (rest >>> 8) ^ (CRC_TABLE[(rest ^ byte) & 0xff] ?? 0);
  return (rest ^ 0xffffffff) >>> 0;
}
