import { generateAuthenticationOptions, verifyAuthenticationResponse, type AuthenticationResponseJSON, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { db } from '~/platform/db.server';
import { secretCookie } from '~/platform/session/secret-cookie.server';
import { passkeySite } from './passkey-site.server';
import { startSession, type SessionContext } from '../sign-in/sessions.server';
import { recordSignIn } from '../sign-in/sign-in-events.server';
import { CHALLENGE_LIFE_MS, openChallenge, takeChallenge } from './sign-in-challenges.server';

const KIND = 'PASSKEY_SIGN_IN';
const cookie = secretCookie('teplo_passkey');

/** What the browser asks for: any passkey of this site, which will say whose it is. */
export async function beginPasskeySignIn({ isSecure, now }: { isSecure: boolean; now: Date }): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; cookie: string }> {
  const options = await generateAuthenticationOptions({ rpID: passkeySite().id, userVerification: 'required', timeout: CHALLENGE_LIFE_MS[KIND] });
  const secret = await openChallenge({ kind: KIND, userId: null, challenge: options.challenge, now });
  return { options, cookie: await cookie.write(secret, { isSecure, maxAgeSeconds: CHALLENGE_LIFE_MS[KIND] / 1000 }) };
}

export type PasskeySignedIn =
  | { ok: true; user: { id: string; locale: string | null }; cookies: string[] }
  /** `over`: its time is up or it was answered before; `refused`: no passkey of anybody here, or not this one's answer. */
  | { ok: false; error: 'over' | 'refused' };

/**
 * Signs in with a passkey. It stands for both factors: the device is had, and its lock (finger, face, PIN) was opened for this. A
 * challenge is answered once; a counter that does not go forward is that of a copy, which is refused.
 */
export async function finishPasskeySignIn(request: Request, context: SessionContext, { response, remember, now }: { response: AuthenticationResponseJSON; remember: boolean; now: Date }): Promise<PasskeySignedIn> {
  const secret = await cookie.read(request);
  const asked = secret && (await takeChallenge(KIND, secret, now));
  if (!asked || !asked.challenge) return { ok: false, error: 'over' };
  const passkey = await db.passkey.findUnique({
    where: { credentialId: response.id },
    select: { id: true, credentialId: true, publicKey: true, counter: true, transports: true, user: { select: { id: true, locale: true } } },
  });
  if (!passkey) return { ok: false, error: 'refused' };
  const { user } = passkey;
  const shown = await verify(response, asked.challenge, passkey);
  if (!shown || !(await noteUse(passkey, shown, now))) {
    await recordSignIn({ userId: user.id, method: 'passkey', outcome: 'wrongCode', address: context.clientAddress, userAgent: request.headers.get('User-Agent'), now });
    return { ok: false, error: 'refused' };
  }
  const session = await startSession(request, context, { userId: user.id, remember, method: 'passkey', secondFactor: true, now });
  return { ok: true, user, cookies: [session, await cookie.clear(context.isSecure)] };
}

interface StoredPasskey {
  id: string;
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: bigint;
  transports: string[];
}

interface Shown {
  counter: number;
  isBackedUp: boolean;
}

/** What the authenticator says; null for an answer that is not this passkey's, or whose counter stands still. */
async function verify(response: AuthenticationResponseJSON, expectedChallenge: string, { credentialId: id, publicKey, counter, transports }: StoredPasskey): Promise<Shown | null> {
  const site = passkeySite();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      credential: { id, publicKey, counter: Number(counter), transports },
    });
    return verified ? { counter: authenticationInfo.newCounter, isBackedUp: authenticationInfo.credentialBackedUp } : null;
  } catch {
    // the library throws at whatever it cannot read, which a sender may choose
    return null;
  }
}

/** Of two answers with one counter the database takes one; authenticators that do not count always say 0. */
async function noteUse({ id, counter: known }: StoredPasskey, { counter, isBackedUp }: Shown, now: Date): Promise<boolean> {
  const { count } = await db.passkey.updateMany({ where: { id, counter: known }, data: { counter, isBackedUp, lastUsedAt: now } });
  return count === 1;
}
