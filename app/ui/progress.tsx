import { useRevalidator } from '@remix-run/react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';
import { formatNumber, formatPercent } from './format';

const everyMs = 2_000;

interface Props {
  label: ReactNode;
  /** Plain name of the bar, when the label is more than text. */
  name?: string;
  done: number;
  /** Null while it is not known how much there is. */
  total: number | null;
  /** What stands beside the numbers: "12 errors". */
  children?: ReactNode;
  /** A form or button that stops the work. */
  cancel?: ReactNode;
  tone?: 'accent' | 'danger' | 'ok';
}

const tones = { accent: 'bg-accent', danger: 'bg-danger', ok: 'bg-ok' };

/** How far a long work is, in numbers and as a bar. */
export function ProgressBar({ label, name, done, total, children, cancel, tone = 'accent' }: Props) {
  const { t, i18n } = useTranslation('common');
  const share = total ? Math.min(done / total, 1) : 0;
  const figures = total === null ? formatNumber(done, i18n.language) : t('progress.of', { done: formatNumber(done, i18n.language), total: formatNumber(total, i18n.language) });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-14">
        <span className="font-medium">{label}</span>
        <span className="text-muted tabular-nums">
          {figures}
          {total ? ` · ${formatPercent(share, i18n.language)}` : null}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={name ?? (typeof label === 'string' ? label : t('progress.label'))}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={total === null ? undefined : Math.min(done, total)}
        aria-valuetext={figures}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div className={cx('h-full rounded-full transition-[width] duration-200', tones[tone], total === null && 'animate-pulse')} style={{ width: total === null ? '100%' : `${share * 100}%` }} />
      </div>
      {children || cancel ? (
        <div className="flex flex-wrap items-center justify-between gap-3 text-13 text-muted">
          <div>{children}</div>
          {cancel}
        </div>
      ) : null}
    </div>
  );
}

/** Asks the page's loaders again every two seconds while a run is unfinished and the page is in sight. */
export function useRunProgress(isRunning: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isRunning || state !== 'idle') return;
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') revalidate();
    }, everyMs);
    const look = () => document.visibilityState === 'visible' && revalidate();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isRunning, state, revalidate]);
}

/** Without JavaScript the page loads itself anew while a run is unfinished. */
export function RunRefresh({ isRunning }: { isRunning: boolean }) {
  if (!isRunning) return null;
  return (
    <noscript>
      <meta httpEquiv="refresh" content="3" />
    </noscript>
  );
}
