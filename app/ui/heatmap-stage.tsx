import { useCallback, useEffect, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';
import { formatNumber, formatPercent } from './format';
import { loadHeatmapScript, measureBoxes, paintHeat, placePoints, pointsNear, type Box, type HeatCells, type HeatLook, type PlacedPoint } from './heatmap-drawing';
import { PublicForm } from './public-form';

interface Props {
  /** Width of the form's column, CSS pixels. */
  formWidth: number;
  label: string;
  points: number;
  /** Data URLs by track key, drawn by the server. */
  pictures: Record<string, string>;
  ramp: { share: number; color: string }[];
  services: { id: string; name: string }[];
  privacyUrl: string;
  /** Where the cells are for drawing here. */
  cellsUrl: string;
  look: HeatLook;
  /** Called when the browser has drawn the heat itself, with the points near one place that its hottest colour stands for. */
  onDrawn: (peak: number) => void;
  nameOf: (key: string) => string;
}

interface Tip {
  key: string;
  near: number;
  box: Box;
  x: number;
  y: number;
}

/**
 * The real form under its heat. The server's pictures lie exactly over the elements; when the browser has drawn the heat
 * from the cells, they make room for it. When it cannot, they stay.
 */
export function HeatmapStage({ formWidth, label, points, pictures, ramp, services, privacyUrl, cellsUrl, look, onDrawn, nameOf }: Props) {
  const { t, i18n } = useTranslation('analytics');
  const stage = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const placed = useRef<{ points: PlacedPoint[]; boxes: Map<string, Box> }>({ points: [], boxes: new Map() });
  const cells = useHeatCells(cellsUrl);
  const [isDrawn, setIsDrawn] = useState(false);
  const [tip, setTip] = useState<Tip | null>(null);

  const draw = useCallback(async () => {
    if (!cells || !stage.current || !layer.current) return;
    const factory = await loadHeatmapScript();
    const boxes = measureBoxes(stage.current);
    placed.current = { boxes, points: placePoints(cells, boxes) };
    const peak = paintHeat(factory, layer.current, placed.current.points, look, ramp);
    setIsDrawn(true);
    onDrawn(peak);
  }, [cells, look, ramp, onDrawn]);

  useEffect(() => {
    if (!stage.current || !cells || cells.length === 0) return;
    // Observing calls at once, too: the first drawing.
    const observer = new ResizeObserver(() => void draw().catch(() => setIsDrawn(false)));
    observer.observe(stage.current);
    return () => observer.disconnect();
  }, [cells, draw]);

  const point = ({ clientX, clientY }: PointerEvent) => {
    if (!isDrawn || !stage.current) return;
    const origin = stage.current.getBoundingClientRect();
    const [x, y] = [clientX - origin.left, clientY - origin.top];
    const { points: drawn, boxes } = placed.current;
    const found = pointsNear(drawn, boxes, x, y);
    const box = found && boxes.get(found.key);
    setTip(box ? { ...found, box, x, y } : null);
  };
  const element = tip && cells?.find(({ key }) => key === tip.key);
  const number = (value: number) => formatNumber(value, i18n.language);
  const percent = (part: number, whole: number) => formatPercent(whole > 0 ? part / whole : 0, i18n.language);

  return (
    <div data-heatmap data-points={points} className="scroll-thin overflow-x-auto rounded-card border border-line bg-canvas">
      <div
        ref={stage}
        role="img"
        aria-label={label}
        onPointerMove={point}
        onPointerLeave={() => setTip(null)}
        className={cx('relative mx-auto my-4', isDrawn && '[&_img[data-heat]]:invisible')}
        style={{ width: formWidth }}
      >
        {/* React 18 knows no `inert` property: as an attribute it is written as it stands. */}
        <div {...{ inert: '' }}>
          <PublicForm services={services} privacyUrl={privacyUrl} heat={pictures} />
        </div>
        <div aria-hidden="true" className="pointer-events-none absolute inset-0"><div ref={layer} data-heat-layer={isDrawn ? look : ''} className="size-full" /></div>
        {tip ? (
          <>
            <div aria-hidden="true" className="pointer-events-none absolute rounded-control outline-2 outline-ink" style={tip.box} />
            <div
              data-heat-tip
              className="pointer-events-none absolute z-20 w-max max-w-60 rounded-control border border-line bg-surface px-3 py-2 text-13 shadow-float"
              style={{ top: tip.y + 16, ...(tip.x > formWidth / 2 ? { right: formWidth - tip.x + 8 } : { left: tip.x + 8 }) }}
            >
              <p className="font-semibold">{nameOf(tip.key)}</p>
              <p>{t('heat.tip.element', { count: element?.points ?? 0, formatted: number(element?.points ?? 0), share: percent(element?.points ?? 0, points) })}</p>
              <p className="text-muted">{t('heat.tip.near', { count: tip.near, formatted: number(tip.near), share: percent(tip.near, element?.points ?? 0) })}</p>
            </div>
          </>
        ) : null}
      </div>
    </div>
  );
}

/** The cells behind the pictures; null until they are here, and for good when they cannot be had. */
function useHeatCells(url: string): HeatCells[] | null {
  const [loaded, setLoaded] = useState<{ url: string; elements: HeatCells[] } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch(url, { signal: stop.signal })
      .then((answer) => (answer.ok ? (answer.json() as Promise<{ elements: HeatCells[] }>) : Promise.reject(new Error(String(answer.status)))))
      .then(({ elements }) => setLoaded({ url, elements }))
      .catch(() => setLoaded(null)); // the server's pictures stay
    return () => stop.abort();
  }, [url]);
  return loaded?.url === url ? loaded.elements : null;
}
