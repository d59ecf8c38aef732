import { Link, type LinkProps } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { cx } from '~/ui/class-names';

export interface Segment {
  key: string;
  label: string;
  /** Smaller, behind the label. */
  note?: string;
  icon?: LucideIcon;
  title?: string;
  to: LinkProps['to'];
  isCurrent: boolean;
}

/** A choice of one among few, as links: it is in the address, and works without JavaScript. */
export function SegmentLinks({ label, segments }: { label: string; segments: Segment[] }) {
  return (
    <nav aria-label={label} className="no-print -mx-4 max-w-[100vw] scroll-thin overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className="flex w-max rounded-control bg-sunken p-0.5">
        {segments.map(({ key, label: name, note, icon: Icon, title, to, isCurrent }) => (
          <li key={key}>
            <Link to={to} title={title} preventScrollReset aria-current={isCurrent ? 'true' : undefined} className={segmentClass(isCurrent)}>
              {Icon ? <Icon aria-hidden="true" className="size-4" /> : null}
              {name}
              {note ? <span className="text-12 font-normal text-muted">{note}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function segmentClass(isCurrent: boolean): string {
  return cx(
    'flex h-8 items-center gap-1.5 rounded-[0.375rem] px-3 text-13 whitespace-nowrap pointer-coarse:min-h-11',
    isCurrent ? 'bg-surface font-semibold text-ink shadow-card' : 'text-muted hover:text-ink',
  );
}
