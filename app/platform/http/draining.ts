const listeners = new Set<() => void>();
let draining = false;

/** Whether the process has been told to end: it answers what it has and wants nothing new. */
export function isDraining(): boolean {
  return draining;
}

/** Called once when the process is told to end: for answers that would never end by themselves. */
export function whenDraining(listener: () => void): void {
  listeners.add(listener);
}

export function startDraining(): void {
  if (draining) return;
  draining = true;
  for (const listener of listeners) listener();
}
