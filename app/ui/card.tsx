import type { ReactNode } from 'react';
import { cx } from './class-names';

/** A quiet surface with an optional title; `aside` stands at the right of the title. */
export function Card({ title, aside, children, className, id, as: Tag = 'section' }: { title?: ReactNode; aside?: ReactNode; children: ReactNode; className?: string; id?: string; as?: 'section' | 'div' | 'article' }) {
  return (
    <Tag id={id} className={cx('rounded-card border border-line bg-surface p-4 shadow-card md:p-5', className)}>
      {title || aside ? (
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-2">
          {title ? <h2 className="text-16 font-semibold">{title}</h2> : <span />}
          {aside ? <div className="text-13 text-muted">{aside}</div> : null}
        </div>
      ) : null}
      {children}
    </Tag>
  );
}
