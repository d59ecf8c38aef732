import type { ReactNode } from 'react';
import { cx } from './class-names';

/** A menu or panel that opens in place; a plain <details>, so it works before and without JavaScript. */
export function Disclosure({ summary, summaryClassName, children, align = 'left', className, label }: { summary: ReactNode; summaryClassName?: string; children: ReactNode; align?: 'left' | 'right'; className?: string; label?: string }) {
  return (
    <details className={cx('group relative', className)}>
      <summary className={summaryClassName} aria-label={label}>{summary}</summary>
      <div className={cx('absolute z-30 mt-1 min-w-56 rounded-card border border-line bg-surface p-1.5 shadow-float', align === 'right' ? 'right-0' : 'left-0')}>
        {children}
      </div>
    </details>
  );
}
