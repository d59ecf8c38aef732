import type { ReactNode } from 'react';
import { Card } from './card';

/** Fields that belong together, under one heading. */
export function FormSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card title={title}>
      <div className="flex flex-col gap-4">{children}</div>
    </Card>
  );
}

/** The buttons of a long form: on a phone they stay within reach above the bar of places. */
export function FormBar({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-16 z-10 -mx-4 flex flex-wrap gap-2 border-t border-line bg-canvas px-4 py-3 md:static md:mx-0 md:border-0 md:bg-transparent md:p-0">{children}</div>
  );
}
