import { Link } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Area, Bar, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from 'recharts';
import { cx } from './class-names';

export interface ChartSeries {
  key: string;
  label: string;
  look: 'line' | 'area' | 'bar';
  tone?: keyof typeof tones;
  /** Bars of one name stand on each other. */
  stack?: string;
  /** A series on the right has a scale of its own. */
  side?: 'left' | 'right';
  format?: (value: number) => string;
  /** Shorter, for the axis. */
  axisFormat?: (value: number) => string;
}

export interface ChartRow {
  /** Names the row on the axis and in the table. */
  label: string;
  /** In full, for the table and the tooltip. */
  title?: string;
  /** Rows behind the figures. */
  to?: string;
  /** By the key of the series; null is a gap. */
  values: Record<string, number | null>;
}

interface Props {
  /** Stable name for programs, and the id of the drawing. */
  name: string;
  caption: string;
  /** Heading of the first column of the table. */
  rowHeading: string;
  rows: ChartRow[];
  series: ChartSeries[];
  height?: number;
  className?: string;
}

const tones = {
  accent: 'var(--t-accent)',
  muted: 'var(--t-line)',
  hot: 'var(--t-hot)',
  // the text tone is too brown for an area; this one still stands out 3:1 from the ground
  warm: 'color-mix(in oklab, var(--t-warm) 55%, #ffb400)',
  cool: 'var(--t-cool)',
  ok: 'var(--t-ok)',
};
const SERVER_WIDTH = 760;
const PIXELS_PER_LABEL = 76;
/** Of the scale at the left: plain numbers, and those with a unit behind them. */
const NUMBERS_WIDTH = 44;
const WORDS_WIDTH = 68;

/**
 * The one way to draw a chart. The server draws it at a fixed width that the browser scales; once there the browser draws
 * it at the place's own width. The same figures stand in a table below.
 */
export function Chart({ name, caption, rowHeading, rows, series, height = 240, className }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(SERVER_WIDTH);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(240, Math.round(element.clientWidth))));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const hasRight = series.some(({ side }) => side === 'right');
  const left = series.find(({ side }) => side !== 'right');
  const data = rows.map(({ label, title, values }) => ({ label, title: title ?? label, ...values }));
  return (
    <figure className={cx('flex flex-col gap-2', className)}>
      <Legend series={series} />
      <div ref={place} aria-hidden="true" style={{ height }} className="overflow-hidden [&_.recharts-wrapper]:max-w-full [&_svg]:h-full [&_svg]:max-w-full">
        <ComposedChart id={`chart-${name}`} width={width} height={height} data={data} margin={{ top: 8, right: hasRight ? 0 : 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--t-line)" vertical={false} />
          <XAxis dataKey="label" tick={<Tick anchor="middle" />} interval={Math.ceil((rows.length * PIXELS_PER_LABEL) / width) - 1} tickLine={false} axisLine={{ stroke: 'var(--t-line)' }} />
          <YAxis yAxisId="left" tick={<Tick anchor="end" format={left?.axisFormat ?? left?.format} />} interval={0} tickLine={false} axisLine={false} width={left?.axisFormat ? WORDS_WIDTH : NUMBERS_WIDTH} allowDecimals={false} />
          {hasRight ? <YAxis yAxisId="right" orientation="right" tick={<Tick anchor="start" />} interval={0} tickLine={false} axisLine={false} width={36} allowDecimals={false} /> : null}
          <Tooltip cursor={{ stroke: 'var(--t-line-strong)' }} isAnimationActive={false} content={(shown) => <Tip row={rows.find(({ label }) => label === shown.label)} series={series} />} />
          {series.map((one) => {
            const shared = { key: one.key, dataKey: one.key, name: one.label, yAxisId: one.side ?? 'left', isAnimationActive: false } as const;
            const color = tones[one.tone ?? 'accent'];
            const { key, ...props } = shared;
            if (one.look === 'bar') return <Bar key={key} {...props} fill={color} stackId={one.stack} radius={one.stack ? 0 : [2, 2, 0, 0]} maxBarSize={28} />;
            if (one.look === 'area') return <Area key={key} {...props} stroke={color} strokeWidth={2} fill={color} fillOpacity={0.12} type="monotone" connectNulls />;
            return <Line key={key} {...props} stroke={color} strokeWidth={2} dot={rows.length < 15} type="monotone" connectNulls />;
          })}
        </ComposedChart>
      </div>
      <ChartTable name={name} caption={caption} rowHeading={rowHeading} rows={rows} series={series} />
    </figure>
  );
}

interface TickProps {
  anchor: 'start' | 'middle' | 'end';
  format?: (value: number) => string;
  x?: number;
  y?: number;
  payload?: { value: number | string };
}

/** Our own, because the chart's own measures its text, which the server cannot: the two drawings would differ. */
function Tick({ anchor, format, x = 0, y = 0, payload }: TickProps) {
  const value = payload?.value ?? '';
  return (
    <text x={x} y={y} dy={anchor === 'middle' ? 12 : 4} textAnchor={anchor} fontSize={12} fill="var(--t-muted)">
      {format && typeof value === 'number' ? format(value) : value}
    </text>
  );
}

function Legend({ series }: { series: ChartSeries[] }) {
  if (series.length < 2) return null;
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-muted">
      {series.map(({ key, label, look, tone = 'accent' }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span className={cx('inline-block w-3 rounded-full', look === 'bar' ? 'h-3 rounded-sm' : 'h-0.5')} style={{ background: tones[tone] }} />
          {label}
        </li>
      ))}
    </ul>
  );
}

function Tip({ row, series }: { row: ChartRow | undefined; series: ChartSeries[] }) {
  if (!row) return null;
  return (
    <div className="rounded-control border border-line bg-surface px-3 py-2 text-13 shadow-float">
      <p className="text-12 text-muted">{row.title ?? row.label}</p>
      {series.map((one) => <p key={one.key}>{one.label}: <b className="font-semibold">{say(row.values[one.key], one)}</b></p>)}
    </div>
  );
}

function ChartTable({ name, caption, rowHeading, rows, series }: Pick<Props, 'name' | 'caption' | 'rowHeading' | 'rows' | 'series'>) {
  const { t } = useTranslation('common');
  return (
    <details className="text-13">
      <summary className="w-fit rounded-sm text-muted underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-ink pointer-coarse:py-3">{t('chart.asTable')}</summary>
      <div className="mt-2 max-h-72 scroll-thin overflow-auto">
        <table data-chart={name} className="w-full">
          <caption className="sr-only">{caption}</caption>
          <thead className="text-12 text-muted">
            <tr>
              <th scope="col" className="py-1 text-left font-medium">{rowHeading}</th>
              {series.map(({ key, label }) => <th key={key} scope="col" className="py-1 pl-4 text-right font-medium">{label}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label} className="border-t border-line">
                <th scope="row" className="py-1 text-left font-normal">
                  {row.to ? <Link to={row.to} className="underline-offset-4 hover:underline">{row.title ?? row.label}</Link> : (row.title ?? row.label)}
                </th>
                {series.map((one) => <td key={one.key} className="py-1 pl-4 text-right" data-value={row.values[one.key] ?? ''}>{say(row.values[one.key], one)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function say(value: number | null | undefined, { format }: ChartSeries): string {
  return value === null || value === undefined ? '—' : (format?.(value) ?? String(value));
}
