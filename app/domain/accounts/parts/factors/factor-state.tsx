import type { ReactNode } from 'react';

/** Whether there is such a factor, in a word. */
export function FactorState({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  return <span className={isOn ? 'rounded-control bg-ok-soft px-1.5 py-0.5 text-12 text-ok' : 'rounded-control bg-sunken px-1.5 py-0.5 text-12 text-muted'}>{children}</span>;
}
