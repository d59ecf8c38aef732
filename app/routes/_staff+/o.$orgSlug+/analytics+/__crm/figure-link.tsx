import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { cx } from '~/ui/class-names';

interface Props {
  /** Stable name for programs: data-metric. */
  name: string;
  /** The plain number: data-value. */
  value: number | null;
  to: string;
  /** As people read it; a zero is quiet and no link. */
  children: ReactNode;
  label?: string;
  className?: string;
}

/** A figure in a table or a sentence that leads to its rows. */
export function FigureLink({ name, value, to, children, label, className }: Props) {
  const shared = { 'data-metric': name, 'data-value': value ?? '' };
  if (!value) return <span {...shared} className={cx('text-muted', className)}>{children}</span>;
  return (
    <Link to={to} aria-label={label} {...shared} className={cx('rounded-sm underline-offset-4 hover:underline', className)}>
      {children}
    </Link>
  );
}
