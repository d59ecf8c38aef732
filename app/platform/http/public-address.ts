import { BlockList, isIP } from 'node:net';

/** Networks that are nobody's on the public internet, or that lead to hosts beside this one (RFC 6890 and its registries). */
const V4: readonly [string, number][] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
/** Of the one part of IPv6 that is given out: tunnels, which carry an IPv4 address of anybody's choice, and examples. */
const V6_OF_GLOBAL: readonly [string, number][] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]];
/** Metadata services of clouds that stand in a public-looking network. */
const SINGLE: readonly string[] = ['168.63.129.16'];

const refused = new BlockList();
for (const [network, prefix] of V4) refused.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of V6_OF_GLOBAL) refused.addSubnet(network, prefix, 'ipv6');
for (const address of SINGLE) refused.addAddress(address, 'ipv4');
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether the address is one of the public internet: no loopback, no network of the house, no link-local one, no
 * multicast, no metadata service of a cloud, in either version; no IPv4 address in IPv6 clothes. Anything that is no
 * address is not.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused.check(address, 'ipv4');
    case 6:
      return !address.includes('%') && global.check(address, 'ipv6') && !refused.check(address, 'ipv6');
    default:
      return false;
  }
}

/** The address that a URL's host is written as, in whatever form (`http://2130706433`, `http://[::1]`); null for a name. */
export function literalAddress(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? null : host;
}
