import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { blurHeat, colorAt, drawHeat, drawHeatmap, heatLegend, peakOf } from './heat-drawing';

function pixelsOf(url: string, size: number): Buffer {
  const png = Buffer.from(url.replace('data:image/png;base64,', ''), 'base64');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  const start = png.indexOf('IDAT');
  const lines = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
  return Buffer.concat(Array.from({ length: size }, (_, row) => lines.subarray(row * (size * 4 + 1) + 1, (row + 1) * (size * 4 + 1))));
}

const spot = (size: number, cell: number, count = 10) => ({ size, counts: Uint32Array.from({ length: size * size }, (_, at) => (at === cell ? count : 0)) });

describe('drawing heat', () => {
  it('is hottest where the points are, and clear far from them', () => {
    const cell = 20 * 64 + 40;
    const blurred = blurHeat(spot(64, cell));
    const pixels = pixelsOf(drawHeat(blurred, 64, peakOf(blurred)), 64);
    expect([...pixels.subarray(cell * 4, cell * 4 + 4)]).toEqual(colorAt(1));
    expect(pixels[3]).toBe(0);
  });

  it('keeps the sum away from the edges', () => {
    const blurred = blurHeat(spot(64, 32 * 64 + 32, 100));
    expect(blurred.reduce((sum, value) => sum + value, 0)).toBeCloseTo(100, 3);
  });

  it('spreads as far in pixels both ways on a wide element', () => {
    const blurred = blurHeat(spot(64, 32 * 64 + 32), 6);
    const at = (row: number, column: number) => blurred[row * 64 + column] ?? 0;
    expect(at(38, 32)).toBeCloseTo(at(32, 33), 2);
  });

  it('compares elements by one scale', () => {
    const [weak, strong] = [blurHeat(spot(64, 0, 2)), blurHeat(spot(64, 0, 200))];
    const peak = Math.max(peakOf(weak), peakOf(strong));
    expect(pixelsOf(drawHeat(weak, 64, peak), 64)[3]).toBeLessThan(20);
    expect(pixelsOf(drawHeat(strong, 64, peak), 64)[0]).toBe(230);
  });

  it('draws the fine grid of clicks within 0.5 % of the click', () => {
    const [row, column] = [201, 30];
    const { images } = drawHeatmap({ size: 256, elements: [{ elementKey: 'email', points: 10, ...spot(256, row * 256 + column) }] }, () => 1);
    const pixels = pixelsOf(images[0]?.url ?? '', 128);
    let [alphas, x, y] = [0, 0, 0];
    for (let at = 0; at < 128 * 128; at++) {
      const alpha = pixels[at * 4 + 3] ?? 0;
      alphas += alpha;
      x += alpha * ((at % 128) + 0.5);
      y += alpha * (Math.floor(at / 128) + 0.5);
    }
    expect(Math.abs(x / alphas / 128 - (column + 0.5) / 256)).toBeLessThan(0.005);
    expect(Math.abs(y / alphas / 128 - (row + 0.5) / 256)).toBeLessThan(0.005);
  });

  it('draws nothing from nothing', () => {
    const blurred = blurHeat(spot(64, 0, 0));
    expect(pixelsOf(drawHeat(blurred, 64, peakOf(blurred)), 64).every((byte) => byte === 0)).toBe(true);
  });

  it('goes from blue to red in its legend', () => {
    const legend = heatLegend(40);
    expect(legend.at(0)?.color).toBe('rgb(40 90 255)');
    expect(legend.at(-1)).toMatchObject({ color: 'rgb(230 40 30)', count: 40 });
  });
});
