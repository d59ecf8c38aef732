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
