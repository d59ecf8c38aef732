import { Link, type LinkProps } from '@remix-run/react';
import type { ReactNode } from 'react';

export interface Tab {
  to: LinkProps['to'];
  label: ReactNode;
  /** Shown quietly behind the label, for example a count. */
  count?: ReactNode;
  isCurrent: boolean;
}

/** Views of one place as links in a row; scrolls sideways on a phone. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 scroll-thin no-print md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-1 border-b border-line">
        {tabs.map(({ to, label: text, count, isCurrent }) => (
          <li key={typeof to === 'string' ? to : `${to.pathname ?? ''}${to.search ?? ''}`}>
            <Link
              to={to}
              aria-current={isCurrent ? 'page' : undefined}
              preventScrollReset
              className="-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-3 text-14 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink pointer-coarse:h-11"
            >
              {text}
              {count == null ? null : <span className="text-12 font-normal text-muted tabular-nums">{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
