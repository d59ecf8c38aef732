import { db, pool } from '~/platform/db.server';
import { verifyAccessToken } from './access-token.server';
import { allowsByScopes } from './api-key-scopes';
import { hashApiKey, isApiKey } from './api-key-secret.server';
import { makeStaff, PERSON, PLACE, toPlace, toUser, type PersonRow, type PlaceRow, type SignedInUser, type Staff } from '../guard.server';

/** How a program showed who it is. */
export type Credential = { kind: 'token'; familyId: string } | { kind: 'key'; keyId: string; organizationId: string };

/** A person who signed in by a program; where they work is not said yet. */
export interface ApiPerson {
  user: SignedInUser;
  credential: Credential;
}

/** Somebody whom a program acts for, in one organisation. With an API key, `can` is narrowed to the key's scopes. */
export interface ApiCaller extends Staff, ApiPerson {}

export type Identified =
  /** `lacksFactor`: the organisation wants a second factor that the person has not, so there is no caller. */
  | { ok: true; person: ApiPerson; caller: ApiCaller | null; lacksFactor: boolean }
  /** 401: no credential, or one that is not good (any more); 404: an organisation that the person does not work in. */
  | { ok: false; error: 'unauthenticated' | 'unknownOrganization' };

export interface Credentials {
  /** The header's value. */
  authorization: string | null;
  /** The slug that the program names; null: the only organisation of the person, or that of the key. */
  organization: string | null;
  address: string;
  now: Date;
}

/** Who calls. A token or key is checked against the database each time, so that its end takes effect at once. */
export async function identifyCaller({ authorization, organization, address, now }: Credentials): Promise<Identified> {
  const secret = /^Bearer ([\w.-]{20,2000})$/i.exec(authorization ?? '')?.[1];
  if (!secret) return { ok: false, error: 'unauthenticated' };
  return isApiKey(secret) ? byKey(secret, organization, address, now) : byToken(secret, organization, now);
}

const tokenSql = `
  SELECT ${PERSON}, ${PLACE}
  FROM "TokenFamily" f
  JOIN "User" u ON u."id" = f."userId"
  LEFT JOIN "Membership" m ON m."userId" = u."id" AND m."removedAt" IS NULL
  LEFT JOIN "Organization" o ON o."id" = m."organizationId"
  LEFT JOIN "AccessRule" a ON a."organizationId" = o."id" AND a."role" = m."role"
  WHERE f."id" = $1::uuid AND f."userId" = $2::uuid AND f."revokedAt" IS NULL AND f."expiresAt" > $3::timestamptz AND ($4::text IS NULL OR o."slug" = $4::text)
  LIMIT 2`;
const personSql = `SELECT ${PERSON} FROM "TokenFamily" f JOIN "User" u ON u."id" = f."userId" WHERE f."id" = $1::uuid AND f."userId" = $2::uuid AND f."revokedAt" IS NULL AND f."expiresAt" > $3::timestamptz`;

async function byToken(token: string, organization: string | null, now: Date): Promise<Identified> {
  const claims = await verifyAccessToken(token, now);
  if (!claims) return { ok: false, error: 'unauthenticated' };
  const { familyId, userId } = claims;
  const { rows } = await pool.query<PersonRow & PlaceRow>({ name: 'api-token', text: tokenSql, values: [familyId, userId, now, organization] });
  const [row, second] = rows;
  if (!row) {
    if (organization === null) return { ok: false, error: 'unauthenticated' };
    const { rowCount } = await pool.query({ name: 'api-person', text: personSql, values: [familyId, userId, now] });
    return { ok: false, error: rowCount ? 'unknownOrganization' : 'unauthenticated' };
  }
  const person: ApiPerson = { user: toUser(row), credential: { kind: 'token', familyId } };
  const place = second ? null : toPlace(row);
  if (place?.requiresFactor && !row.hasFactor) return { ok: true, person, caller: null, lacksFactor: true };
  return { ok: true, person, lacksFactor: false, caller: place && { ...makeStaff({ user: person.user, sessionId: familyId }, place), credential: person.credential } };
}

interface KeyRow extends PersonRow, PlaceRow {
  keyId: string;
  scopes: string[];
  lastUsedAt: Date | null;
}

const keySql = `
  SELECT k."id" AS "keyId", k."scopes", k."lastUsedAt", ${PERSON}, ${PLACE}
  FROM "ApiKey" k
  JOIN "User" u ON u."id" = k."userId"
  JOIN "Membership" m ON m."organizationId" = k."organizationId" AND m."userId" = k."userId" AND m."removedAt" IS NULL
  JOIN "Organization" o ON o."id" = k."organizationId"
  LEFT JOIN "AccessRule" a ON a."organizationId" = o."id" AND a."role" = m."role"
  WHERE k."keyHash" = $1::char(64) AND k."revokedAt" IS NULL AND (k."expiresAt" IS NULL OR k."expiresAt" > $2::timestamptz)`;
/** How often "last used" is written, milliseconds. */
const TOUCH_EVERY_MS = 60_000;

async function byKey(key: string, organization: string | null, address: string, now: Date): Promise<Identified> {
  const { rows } = await pool.query<KeyRow>({ name: 'api-key', text: keySql, values: [hashApiKey(key), now] });
  const [row] = rows;
  const place = row && toPlace(row);
  if (!row || !place) return { ok: false, error: 'unauthenticated' };
  if (organization !== null && organization !== place.org.slug) return { ok: false, error: 'unknownOrganization' };
  const { keyId, scopes, lastUsedAt } = row;
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() >= TOUCH_EVERY_MS) {
    await db.apiKey.updateMany({ where: { id: keyId }, data: { lastUsedAt: now, lastAddress: address.slice(0, 60) } });
  }
  const person: ApiPerson = { user: toUser(row), credential: { kind: 'key', keyId, organizationId: place.org.id } };
  const staff = makeStaff({ user: person.user, sessionId: keyId }, place);
  const caller: ApiCaller = { ...staff, credential: person.credential, can: (resource, action) => allowsByScopes(scopes, resource, action) && staff.can(resource, action) };
  return { ok: true, person, caller, lacksFactor: false };
}
