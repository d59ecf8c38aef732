import { Secret, TOTP } from 'otpauth';

const RULE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Steps before and after the present one whose code is taken too: clocks of phones go wrong. */
const WINDOW = 1;
const SECRET_BYTES = 20;
const ISSUER = 'Teplo';

/** A new secret for an authenticator app: 160 bits in base32, as RFC 4226 recommends. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app reads from the QR code. */
export function totpUri(secret: string, email: string): string {
  return new TOTP({ ...RULE, issuer: ISSUER, label: email, secret: Secret.fromBase32(secret) }).toString();
}

/**
 * The time step whose code this is, at most one away from the present; null for a wrong code. Rule: RFC 6238, SHA-1, six
 * digits, thirty seconds, which is what authenticator apps agree on.
 * @param code digits; spaces do not matter
 */
export function matchTotpStep(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = now.getTime();
  const delta = TOTP.validate({ ...RULE, token, secret: Secret.fromBase32(secret), timestamp, window: WINDOW });
  return delta === null ? null : TOTP.counter({ period: RULE.period, timestamp }) + delta;
}
