import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '~/ui/button';

/** Prints the page; without JavaScript the browser's own menu does. */
export function PrintButton({ children }: { children: string }) {
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  if (!isLive) return null;
  return (
    <Button type="button" look="primary" onClick={() => window.print()}>
      <Printer aria-hidden="true" className="size-4" />
      {children}
    </Button>
  );
}
