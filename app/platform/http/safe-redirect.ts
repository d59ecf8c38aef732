/**
 * A path of this site, or the fallback. Anything a browser could read as another site is refused:
 * a scheme, two slashes, a backslash, control characters.
 */
export function safeRedirect(target: unknown, fallback = '/'): string {
  if (typeof target !== 'string' || !target.startsWith('/') || target.startsWith('//')) return fallback;
  const isSuspect = [...target].some((char) => char === '\\' || char.charCodeAt(0) < 32 || char.charCodeAt(0) === 127);
  return isSuspect ? fallback : target;
}
