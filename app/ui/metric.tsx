import { Link } from '@remix-run/react';
import { ArrowDownRight, ArrowUpRight, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names';

interface Props {
  /** Stable name for programs: data-metric. */
  name: string;
  /** The plain number behind the text: data-value. Null: not enough data. */
  value: number | null;
  label: ReactNode;
  /** The value as people read it. */
  children: ReactNode;
  /** n, interval, period: small print below. */
  note?: ReactNode;
  /** Change against the period before, −1…∞ (0.25 = +25 %). */
  change?: { share: number; label: string } | null;
  to?: string;
  tone?: 'hot' | 'warm' | 'cool';
}

const toneClass = { hot: 'text-hot', warm: 'text-warm', cool: 'text-cool' };

/** A figure that links to the rows behind it. */
export function Metric({ name, value, label, children, note, change, to, tone }: Props) {
  const body = (
    <>
      <span className="text-13 text-muted">{label}</span>
      <span data-metric={name} data-value={value ?? ''} className={cx('text-28 font-semibold', tone && toneClass[tone])}>
        {children}
      </span>
      <span className="flex flex-wrap items-center gap-x-2 text-12 text-muted">
        {change ? <Change {...change} /> : null}
        {note ? <span>{note}</span> : null}
      </span>
    </>
  );
  const className = 'flex min-w-0 flex-col gap-0.5 rounded-card border border-line bg-surface px-4 py-3 shadow-card';
  return to ? (
    <Link to={to} className={cx(className, 'hover:border-line-strong')}>{body}</Link>
  ) : (
    <div className={className}>{body}</div>
  );
}

function Change({ share, label }: { share: number; label: string }) {
  const Icon = share > 0.005 ? ArrowUpRight : share < -0.005 ? ArrowDownRight : Minus;
  return (
    <span className="inline-flex items-center gap-0.5 font-medium text-ink">
      <Icon aria-hidden="true" className="size-3.5" />
      {label}
    </span>
  );
}
