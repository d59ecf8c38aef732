import { generateRegistrationOptions, verifyRegistrationResponse, type PublicKeyCredentialCreationOptionsJSON, type RegistrationResponseJSON } from '@simplewebauthn/server';
import { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { secretCookie } from '~/platform/session/secret-cookie.server';
import { tellOfFactor } from './factor-notice.server';
import { afterFactorAdded, hasFactor, lockFactors } from './factors.server';
import { passkeySite } from './passkey-site.server';
import type { KeptSignIn } from '../sign-in/sessions.server';
import { CHALLENGE_LIFE_MS, openChallenge, takeChallenge } from './sign-in-challenges.server';

const KIND = 'PASSKEY_REGISTER';
const SITE_NAME = 'Teplo';
/** Nobody has more devices; a list without end is a burden to authenticators. */
const MOST_PASSKEYS = 20;
const cookie = secretCookie('teplo_passkey_new');

interface Person {
  id: string;
  email: string;
  name: string;
}

/** What the browser asks an authenticator for, and the Set-Cookie value that ties the answer to it. @returns null when the person has too many already */
export async function beginPasskey(person: Person, { isSecure, now }: { isSecure: boolean; now: Date }): Promise<{ options: PublicKeyCredentialCreationOptionsJSON; cookie: string } | null> {
  const known = await db.passkey.findMany({ where: { userId: person.id }, select: { credentialId: true, transports: true } });
  if (known.length >= MOST_PASSKEYS) return null;
  const options = await generateRegistrationOptions({
    rpName: SITE_NAME,
    rpID: passkeySite().id,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    timeout: CHALLENGE_LIFE_MS[KIND],
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const secret = await openChallenge({ kind: KIND, userId: person.id, challenge: options.challenge, now });
  return { options, cookie: await cookie.write(secret, { isSecure, maxAgeSeconds: CHALLENGE_LIFE_MS[KIND] / 1000 }) };
}

interface Finish {
  userId: string;
  /** As the person calls it. */
  name: string;
  response: RegistrationResponseJSON;
  kept: KeptSignIn;
  now: Date;
}

export type PasskeyAdded =
  /** Recovery codes, shown once, when it is the first factor. */
  | { ok: true; codes: string[] | null }
  /** `over`: its time is up or it was answered before; `invalid`: not what was asked for; `taken`: this key is known already. */
  | { ok: false; error: 'over' | 'invalid' | 'taken' };

/** Keeps a new passkey, whose challenge is answered once, right or wrong. */
export async function finishPasskey(request: Request, { userId, name, response, kept, now }: Finish): Promise<PasskeyAdded> {
  const secret = await cookie.read(request);
  const asked = secret && (await takeChallenge(KIND, secret, now));
  if (!asked || !asked.challenge || asked.userId !== userId) return { ok: false, error: 'over' };
  const made = await verify(response, asked.challenge);
  if (!made) return { ok: false, error: 'invalid' };
  const { credential, credentialBackedUp: isBackedUp } = made;
  try {
    return await db.$transaction(async (tx) => {
      await lockFactors(tx, userId);
      const hadFactor = await hasFactor(tx, userId);
      await tx.passkey.create({
        data: { userId, name, credentialId: credential.id, publicKey: credential.publicKey, counter: credential.counter, transports: credential.transports ?? [], isBackedUp, createdAt: now },
        select: { id: true },
      });
      const codes = await afterFactorAdded(tx, { userId, kept, hadFactor, now });
      await tellOfFactor(tx, { userId, change: 'passkeyAdded', values: { name } });
      return { ok: true, codes };
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return { ok: false, error: 'taken' };
    throw error;
  }
}

/** What the authenticator made; null for an answer that is not what was asked for. */
async function verify(response: RegistrationResponseJSON, expectedChallenge: string) {
  const { origin, id } = passkeySite();
  try {
    const checked = await verifyRegistrationResponse({ response, expectedChallenge, expectedOrigin: origin, expectedRPID: id, requireUserVerification: true });
    return checked.verified ? checked.registrationInfo : null;
  } catch {
    // the library throws at whatever it cannot read, which a sender may choose
    return null;
  }
}
