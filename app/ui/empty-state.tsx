import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** What the place is for and the first step to take. */
export function EmptyState({ icon: Icon, title, children, action }: { icon?: LucideIcon; title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-card border border-dashed border-line bg-surface px-6 py-12 text-center">
      {Icon ? <Icon aria-hidden="true" className="size-8 text-muted" strokeWidth={1.5} /> : null}
      <p className="text-16 font-semibold">{title}</p>
      {children ? <div className="max-w-prose text-14 text-muted">{children}</div> : null}
      {action ? <div className="mt-1">{action}</div> : null}
    </div>
  );
}
