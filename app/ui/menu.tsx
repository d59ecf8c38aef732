import { Form, Link } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names';
import { useDismissal } from './use-dismissal';

interface Props {
  summary: ReactNode;
  summaryClassName?: string;
  /** Accessible name, where the summary is only an icon. */
  label?: string;
  align?: 'left' | 'right';
  /** Opens above its button. */
  upwards?: boolean;
  className?: string;
  panelClassName?: string;
  /** Called whenever it opens, for what is loaded only then. */
  onOpen?: () => void;
  children: ReactNode;
}

/** A menu that opens in place: a <details>, so it works without JavaScript; with it, it also closes by itself. */
export function Menu({ summary, summaryClassName, label, align = 'left', upwards, className, panelClassName, onOpen, children }: Props) {
  const details = useDismissal();
  return (
    <details ref={details} onToggle={onOpen && (({ currentTarget }) => currentTarget.open && onOpen())} className={cx('group relative', className)}>
      <summary className={summaryClassName} aria-label={label} title={label}>{summary}</summary>
      <div
        className={cx(
          'absolute z-50 w-max max-w-[calc(100vw-2rem)] min-w-56 rounded-card border border-line bg-surface p-1.5 shadow-float',
          align === 'right' ? 'right-0' : 'left-0',
          upwards ? 'bottom-full mb-1' : 'top-full mt-1',
          panelClassName,
        )}
      >
        {children}
      </div>
    </details>
  );
}

const itemClass = 'flex min-h-9 w-full items-center gap-2.5 rounded-control px-2.5 py-1.5 text-left text-14 hover:bg-sunken aria-[current]:font-semibold pointer-coarse:min-h-11';

interface ItemProps {
  Icon?: LucideIcon;
  children: ReactNode;
  /** A second, quiet line or a key at the right. */
  aside?: ReactNode;
  isDanger?: boolean;
}

function Inside({ Icon, children, aside }: ItemProps) {
  return (
    <>
      {Icon ? <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" /> : null}
      <span className="min-w-0 flex-1">{children}</span>
      {aside ? <span className="text-12 text-muted">{aside}</span> : null}
    </>
  );
}

/** An item that leads somewhere. */
export function MenuLink({ to, isCurrent, isDanger, ...inside }: ItemProps & { to: string; isCurrent?: boolean }) {
  return (
    <Link to={to} aria-current={isCurrent ? 'true' : undefined} className={cx(itemClass, isDanger && 'text-danger')}>
      <Inside {...inside} />
    </Link>
  );
}

/** An item that does something: a form of one button with an `intent` and hidden fields. */
export function MenuPost({ intent, fields = {}, action, isDanger, ...inside }: ItemProps & { intent: string; fields?: Record<string, string>; action?: string }) {
  return (
    <Form method="post" action={action} preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <button className={cx(itemClass, isDanger && 'text-danger hover:bg-danger-soft')}>
        <Inside {...inside} />
      </button>
    </Form>
  );
}

/** A line between groups of items, with an optional title. */
export function MenuGroup({ title, children }: { title?: ReactNode; children: ReactNode }) {
  return (
    <div className="mt-1 border-t border-line pt-1 first:mt-0 first:border-0 first:pt-0">
      {title ? <p className="px-2.5 py-1.5 text-12 text-muted">{title}</p> : null}
      {children}
    </div>
  );
}
