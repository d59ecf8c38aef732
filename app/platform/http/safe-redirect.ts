/**
 * A path of this site as a header can carry it, or the fallback. Anything a browser could read as another site is refused:
 * a scheme, two slashes, a backslash, control characters.
 */
export function safeRedirect(target: unknown, fallback = '/'): string {
  if (typeof target !== 'string' || !target.startsWith('/') || target.startsWith('//')) return fallback;
  const isSuspect = [...target].some((char) => char === '\\' || char.charCodeAt(0) < 32 || char.charCodeAt(0) === 127);
  if (isSuspect) return fallback;
  const { pathname, search, hash } = new URL(target, 'http://own.invalid');
  // "/.//other.site" was such a path until its dot went
  return pathname.startsWith('//') ? fallback : pathname + search + hash;
}
