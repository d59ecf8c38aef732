import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from './env.server';

const purpose = 'teplo file link';

/** What a link opens, and until when. */
export interface FileLink {
  organizationId: string;
  fileId: string;
  size: 'original' | 'small';
  /** Seconds since 1970. */
  expires: number;
}

/**
 * The query of an address that opens one file without signing in, until it expires: HMAC-SHA256 with the first
 * SESSION_SECRET over all that it names.
 */
export function signFileLink(link: FileLink): URLSearchParams {
  const { organizationId, size, expires } = link;
  return new URLSearchParams({ organization: organizationId, size, expires: String(expires), signature: signatureOf(link, env().SESSION_SECRET[0] ?? '') });
}

/** What a signed address opens; null when it was changed, has expired, or its secret is out of use. */
export function readFileLink(fileId: string, query: URLSearchParams, now: Date): FileLink | null {
  const expires = Number(query.get('expires'));
  const size = query.get('size') === 'small' ? 'small' : 'original';
  const link: FileLink = { organizationId: query.get('organization') ?? '', fileId, size, expires };
  if (!Number.isSafeInteger(expires) || expires * 1_000 <= now.getTime()) return null;
  const given = Buffer.from(query.get('signature') ?? '');
  const isGood = env().SESSION_SECRET.some((secret) => {
    const right = Buffer.from(signatureOf(link, secret));
    return given.length === right.length && timingSafeEqual(given, right);
  });
  return isGood ? link : null;
}

function signatureOf({ organizationId, fileId, size, expires }: FileLink, secret: string): string {
  return createHmac('sha256', secret).update([purpose, organizationId, fileId, size, expires].join('\n')).digest('base64url');
}
