import { jwtVerify, SignJWT } from 'jose';
import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { env } from '~/platform/env.server';

/** How long an access token is good, seconds. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ISSUER = 'teplo';
const claims = z.object({ sub: z.uuid(), fam: z.uuid() });

export interface AccessToken {
  userId: string;
  /** The sign-in that it belongs to. */
  familyId: string;
}

/** Keys for nothing but these tokens, made of the secrets in turn: the first signs, all of them verify. */
function keys(): Uint8Array[] {
  return env().SESSION_SECRET.map((secret) => new Uint8Array(hkdfSync('sha256', secret, '', 'teplo access token', 32)));
}

/** A signed token (JWT, HS256) for fifteen minutes. */
export async function signAccessToken({ userId, familyId }: AccessToken, now: Date): Promise<string> {
  const [key = new Uint8Array()] = keys();
  const issued = Math.floor(now.getTime() / 1000);
  return new SignJWT({ fam: familyId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setIssuer(ISSUER)
    .setIssuedAt(issued)
    .setExpirationTime(issued + ACCESS_TOKEN_SECONDS)
    .sign(key);
}

/** What a token says; null when it is forged, changed or too old. Whether its sign-in still stands only the database knows. */
export async function verifyAccessToken(token: string, now: Date): Promise<AccessToken | null> {
  for (const key of keys()) {
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], issuer: ISSUER, currentDate: now });
      const { sub, fam } = claims.parse(payload);
      return { userId: sub, familyId: fam };
    } catch {
      // signed with another secret, or not by us: the next one decides
    }
  }
  return null;
}
