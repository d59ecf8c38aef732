/** How many failures cost nothing, and how long each further one blocks. */
export interface DelayRule {
  /** The failure with this number is the first to block. */
  free: number;
  /** Seconds; the last one stays. */
  delays: readonly number[];
  /** Failures are forgotten after this many seconds without another. */
  forgetAfter: number;
}

const delays = [30, 60, 120, 300, 900] as const;

/** One person's account: five wrong passwords, then waiting. */
export const ACCOUNT_RULE: DelayRule = { free: 5, delays, forgetAfter: 24 * 3600 };
/** One address, behind which a whole office or mobile network may sit: wider, and sooner forgotten. */
export const ADDRESS_RULE: DelayRule = { free: 25, delays, forgetAfter: 3600 };

/** Seconds for which the n-th failure in a row blocks. The statement in sign-in-throttle.server.ts does the same. */
export function delayAfter(failures: number, rule: DelayRule): number {
  if (failures < rule.free) return 0;
  return rule.delays[Math.min(failures - rule.free, rule.delays.length - 1)] ?? 0;
}

/**
 * What counts as one address: an IPv4 address, or the /64 of an IPv6 one, all of which one subscriber can use.
 * An IPv4 address in IPv6 clothes (::ffff:192.0.2.1) is the IPv4 address.
 */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1] ?? address;
  if (!address.includes(':')) return address.slice(0, 60);
  const [head = '', tail = ''] = address.split('%')[0]?.toLowerCase().split('::') ?? [];
  const groups = (text: string) => text.split(':').filter(Boolean).map((group) => group.replace(/^0+(?=.)/, ''));
  const [start, end] = [groups(head), groups(tail)];
  const middle = Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => '0');
  return `${[...start, ...middle, ...end].slice(0, 4).join(':')}::/64`.slice(0, 60);
}
