const Z_95 = 1.96;

/** Wilson 95 % interval of a share; null when there is nothing to share. */
export function shareInterval(count: number, total: number): { low: number; high: number } | null {
  if (total <= 0) return null;
  const share = Math.min(1, count / total);
  const scale = 1 + Z_95 ** 2 / total;
  const middle = share + Z_95 ** 2 / (2 * total);
  const margin = Z_95 * Math.sqrt((share * (1 - share)) / total + Z_95 ** 2 / (4 * total ** 2));
  return { low: Math.max(0, (middle - margin) / scale), high: Math.min(1, (middle + margin) / scale) };
}
