import heatmapUrl from 'heatmap.js/build/heatmap.min.js?url';

/** Points of one tracked element: cell, count, cell, count … of a grid with `size` columns and rows over it. */
export interface HeatCells {
  key: string;
  points: number;
  size: number;
  cells: number[];
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface PlacedPoint {
  key: string;
  x: number;
  y: number;
  value: number;
}

export type HeatLook = 'smooth' | 'exact';

interface HeatmapFactory {
  create(config: {
    container: HTMLElement;
    width: number;
    height: number;
    radius: number;
    blur: number;
    minOpacity: number;
    maxOpacity: number;
    gradient: Record<string, string>;
    /** Takes the opacity from the gradient too. */
    useGradientOpacity: boolean;
  }): { setData(data: { min: number; max: number; data: { x: number; y: number; value: number }[] }): void };
}

declare global {
  interface Window {
    h337?: HeatmapFactory;
  }
}

/** How far a point reaches, CSS pixels. */
export const HEAT_RADIUS: Record<HeatLook, number> = { smooth: 22, exact: 3 };
/** One click alone is not the hottest place of a page. */
const SMALLEST_PEAK = 3;
const HOT_SHARE = 0.7;

let loading: Promise<HeatmapFactory> | undefined;

/** Loads heatmap.js as a classic script: 2.0.5 assigns to ImageData.data, which throws in a module's strict mode. */
export function loadHeatmapScript(): Promise<HeatmapFactory> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = heatmapUrl;
    script.onload = () => (window.h337 ? resolve(window.h337) : reject(new Error('heatmap.js did not start')));
    script.onerror = () => {
      loading = undefined;
      reject(new Error('heatmap.js did not load'));
    };
    document.head.append(script);
  });
  return loading;
}

/** Where the tracked elements stand on the stage. */
export function measureBoxes(stage: HTMLElement): Map<string, Box> {
  const origin = stage.getBoundingClientRect();
  const boxes = new Map<string, Box>();
  for (const element of stage.querySelectorAll<HTMLElement>('[data-track]')) {
    const { left, top, width, height } = element.getBoundingClientRect();
    boxes.set(element.dataset.track ?? '', { left: left - origin.left, top: top - origin.top, width, height });
  }
  return boxes;
}

/** The middle of each cell on the stage. Elements that the form no longer has are left out. */
export function placePoints(elements: HeatCells[], boxes: Map<string, Box>): PlacedPoint[] {
  return elements.flatMap(({ key, size, cells }) => {
    const box = boxes.get(key);
    if (!box) return [];
    const placed: PlacedPoint[] = [];
    for (let at = 0; at + 1 < cells.length; at += 2) {
      const cell = cells[at] ?? 0;
      placed.push({
        key,
        x: box.left + (((cell % size) + 0.5) / size) * box.width,
        y: box.top + ((Math.floor(cell / size) + 0.5) / size) * box.height,
        value: cells[at + 1] ?? 0,
      });
    }
    return placed;
  });
}

/** How many points near one place get the hottest colour: most of what the fullest place has, so that the others show too. */
export function heatPeak(points: PlacedPoint[], radius: number): number {
  const sums = new Map<string, number>();
  for (const { x, y, value } of points) {
    const place = `${Math.floor(x / radius)} ${Math.floor(y / radius)}`;
    sums.set(place, (sums.get(place) ?? 0) + value);
  }
  const fullest = [...sums.values()].reduce((most, sum) => Math.max(most, sum), 0);
  return Math.max(SMALLEST_PEAK, Math.round(fullest * HOT_SHARE));
}

/** Draws into an element of the stage's size. Returns how many points near one place the hottest colour stands for. */
export function paintHeat(factory: HeatmapFactory, layer: HTMLElement, points: PlacedPoint[], look: HeatLook, ramp: { share: number; color: string }[]): number {
  const { width, height } = layer.getBoundingClientRect();
  const radius = HEAT_RADIUS[look];
  layer.replaceChildren();
  const heatmap = factory.create({
    container: layer,
    width: Math.round(width),
    height: Math.round(height),
    radius,
    blur: look === 'smooth' ? 0.9 : 0,
    minOpacity: 0.7,
    maxOpacity: 0.85,
    gradient: look === 'smooth' ? fadingGradient(ramp) : Object.fromEntries(ramp.map(({ share, color }) => [share, color])),
    useGradientOpacity: look === 'smooth',
  });
  const data = points.map(({ x, y, value }) => ({ x: Math.round(x), y: Math.round(y), value }));
  const peak = heatPeak(points, radius);
  heatmap.setData({ min: 0, max: peak, data });
  return peak;
}

/** The ramp, fading out where nothing is: what is rare is pale and yet to be seen. */
function fadingGradient(ramp: { share: number; color: string }[]): Record<string, string> {
  const see = (color: string, opacity: number) => color.replace(')', ` / ${opacity})`);
  return Object.fromEntries([
    [0, see(ramp[0]?.color ?? 'rgb(0 0 255)', 0)],
    ...ramp.map(({ share, color }): [number, string] => [share, see(color, 0.3 + 0.55 * share)]),
  ]);
}

/** The smallest element under a place of the stage, and how many of its points are near. */
export function pointsNear(points: PlacedPoint[], boxes: Map<string, Box>, x: number, y: number): { key: string; near: number } | null {
  const inside = [...boxes].filter(([, box]) => x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height);
  const [smallest] = inside.sort(([, a], [, b]) => a.width * a.height - b.width * b.height);
  if (!smallest) return null;
  const [key] = smallest;
  const near = points.reduce((sum, point) => (point.key === key && Math.hypot(point.x - x, point.y - y) <= HEAT_RADIUS.smooth ? sum + point.value : sum), 0);
  return { key, near };
}
