/** When a periodic job begins next: spans are counted from the epoch, and each process asks at the start of one. */
export function nextRun(everySeconds: number, now: Date): Date {
  const span = everySeconds * 1_000;
  return new Date((Math.floor(now.getTime() / span) + 1) * span);
}
