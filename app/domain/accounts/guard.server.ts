import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import type { Visibility } from '~/generated/prisma/enums';
import { orgDb, pool, type OrgDb } from '~/platform/db.server';
import { noteUser } from '~/platform/http/current-request';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { hashSessionToken, readSessionToken } from '~/platform/session/session-cookie.server';
import { organizationSlug } from './organization-slug';
import { can, type Action, type Resource, type Role, type Scope } from './permissions';
import { narrowReach, type Reach, type ReachResource } from './reach';
import { touchSession } from './sign-in/sessions.server';

/** The whole arguments of a loader or action: the context is the one thing that all loaders of a request share. */
export type GuardArgs = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>;

export interface SignedInUser {
  id: string;
  name: string;
  email: string;
  locale: string | null;
  /** IANA name of the person's own time zone; null: the organisation's. */
  timeZone: string | null;
}

export interface StaffOrganization {
  id: string;
  slug: string;
  name: string;
  /** IANA name. */
  timeZone: string;
  /** ISO 4217 code. */
  currency: string;
  /** Whether its form answers at "/". */
  isDefault: boolean;
  isDemo: boolean;
}

export interface SignedIn {
  user: SignedInUser;
  sessionId: string;
}

export interface Staff extends SignedIn {
  org: StaffOrganization;
  member: { role: Role };
  can: (resource: Resource, action: Action) => Scope | false;
  /** Whose requests, contacts and deals the person sees, where reading is allowed at all. */
  reach: Readonly<Record<ReachResource, Reach>>;
  /** The client that sees this organisation's rows only. */
  db: OrgDb;
}

/** Where a person works, as what, and whose records are theirs to see. */
export interface Place {
  org: StaffOrganization;
  role: Role;
  reach: Staff['reach'];
  /** The organisation lets nobody in who has no second factor. */
  requiresFactor: boolean;
}

/** A signed-in person at a place where they work. What belongs to the installation is its host's: people of the default organisation. */
export function makeStaff(who: SignedIn, { org, role, reach }: Place): Staff {
  return { ...who, org, member: { role }, can: (what, doing) => (what !== 'installation' || org.isDefault) && can(role, what, doing), reach, db: orgDb(org.id) };
}

interface Identity {
  user: SignedInUser;
  /** The person has an authenticator app or a passkey. */
  hasFactor: boolean;
  session: { id: string; createdAt: Date; lastSeenAt: Date; remember: boolean; secondFactor: boolean };
  /** Null when the address names no organisation in which this person works. */
  place: Place | null;
}

const identities = new WeakMap<object, Promise<Identity | null>>();

/**
 * The signed-in person in the organisation that the address names (`/o/:orgSlug/…`), allowed to do this.
 * `scope` says whether that reaches all records or only the person's own. One query per request, however many loaders ask.
 * Throws: a redirect to /login when nobody is signed in, to /login/second for a session that has shown a password only, to
 * /profile/security when the organisation wants a second factor that the person has not, 404 for an unknown organisation or one of
 * other people, 403 when not allowed.
 */
export async function requireStaff(args: GuardArgs): Promise<Staff>;
export async function requireStaff(args: GuardArgs, resource: Resource, action: Action): Promise<Staff & { scope: Scope }>;
export async function requireStaff(args: GuardArgs, resource?: Resource, action?: Action): Promise<Staff & { scope?: Scope }> {
  const identity = await identifyFully(args);
  if (!identity.place) throw new Response(null, { status: 404 });
  if (identity.place.requiresFactor && !identity.hasFactor) return toSetUp(args.request, identity.place.org.slug);
  const staff = makeStaff({ user: identity.user, sessionId: identity.session.id }, identity.place);
  if (!resource || !action) return staff;
  const scope = staff.can(resource, action);
  if (!scope) throw new Response(null, { status: 403 });
  return { ...staff, scope };
}

/** The signed-in person. Throws a redirect to /login or /login/second, which lead back here. */
export async function requireUser(args: GuardArgs): Promise<SignedIn> {
  const { user, session } = await identifyFully(args);
  return { user, sessionId: session.id };
}

/** The signed-in person, or null; never redirects. A session that owes its second factor is nobody's yet. */
export async function getOptionalUser(args: GuardArgs): Promise<SignedIn | null> {
  const identity = await identify(args);
  return identity && !owesFactor(identity) ? { user: identity.user, sessionId: identity.session.id } : null;
}

/** Whose session it is that was opened by a password alone before its person set up a second factor; null for any other. */
export async function findOwingSession(args: GuardArgs): Promise<{ userId: string; remember: boolean } | null> {
  const identity = await identify(args);
  return identity && owesFactor(identity) ? { userId: identity.user.id, remember: identity.session.remember } : null;
}

function owesFactor({ hasFactor, session }: Identity): boolean {
  return hasFactor && !session.secondFactor;
}

async function identifyFully(args: GuardArgs): Promise<Identity> {
  const identity = (await identify(args)) ?? sendTo(args.request, '/login');
  return owesFactor(identity) ? sendTo(args.request, '/login/second') : identity;
}

/** Sends to a page that leads back to the one that was asked for. */
function sendTo(request: Request, path: string, more: Record<string, string> = {}): never {
  throw redirect(`${path}?${new URLSearchParams({ ...more, redirectTo: pageOf(request) }).toString()}`, 303);
}

/** The page that a person is on: who posts a form, or whose script asks for data, is on the page that the request came from. */
function pageOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  const isPage = request.method === 'GET' && !pathname.startsWith('/resources/');
  const referrer = request.headers.get('Referer');
  if (isPage || !referrer || !URL.canParse(referrer)) return pathname + search;
  const from = new URL(referrer);
  return safeRedirect(from.pathname + from.search, pathname);
}

/** Nothing of the organisation is seen without a second factor: first it is set up. What scripts asked for is no page to come back to. */
function toSetUp(request: Request, slug: string): never {
  const isPage = new URL(request.url).pathname.startsWith(`/o/${slug}`);
  if (isPage) return sendTo(request, '/profile/security', { needed: slug });
  throw redirect(`/profile/security?${new URLSearchParams({ needed: slug }).toString()}`, 303);
}

/** Remembered per request, because each loader gets a Request object of its own. */
function identify({ request, params, context }: GuardArgs): Promise<Identity | null> {
  const known = identities.get(context);
  if (known) return known;
  const orgSlug = organizationSlug.exec(params.orgSlug ?? '')?.[0] ?? null;
  const found = findIdentity(request, orgSlug, context.clientAddress).then((identity) => {
    if (identity) noteUser(identity.user.id);
    return identity;
  });
  identities.set(context, found);
  return found;
}

interface IdentityRow extends PersonRow, PlaceRow {
  sessionId: string;
  createdAt: Date;
  lastSeenAt: Date;
  remember: boolean;
  secondFactor: boolean;
}

/** The columns `PERSON` selects. */
export interface PersonRow {
  userId: string;
  name: string;
  email: string;
  locale: string | null;
  userTimeZone: string | null;
  hasFactor: boolean;
}

/** The columns `PLACE` selects: all null when the person does not work there. */
export interface PlaceRow {
  role: Role | null;
  orgId: string;
  orgName: string;
  orgSlug: string;
  timeZone: string;
  currency: string;
  isDefault: boolean;
  isDemo: boolean;
  requireTwoFactor: boolean;
  leadsReach: Visibility | null;
  contactsReach: Visibility | null;
  dealsReach: Visibility | null;
}

/** Of "User" u. */
export const PERSON = `u."id" AS "userId", u."name", u."email", u."locale", u."timeZone" AS "userTimeZone",
         (u."totpConfirmedAt" IS NOT NULL OR EXISTS (SELECT 1 FROM "Passkey" k WHERE k."userId" = u."id")) AS "hasFactor"`;
/** Of "Membership" m, "Organization" o, "AccessRule" a. */
export const PLACE = `m."role"::text AS "role", o."id" AS "orgId", o."name" AS "orgName", o."slug" AS "orgSlug",
         o."timeZone", o."currency", o."isDefault", o."isDemo", o."requireTwoFactor",
         a."leads"::text AS "leadsReach", a."contacts"::text AS "contactsReach", a."deals"::text AS "dealsReach"`;

// Every page asks this. As a prepared statement of the pool it takes a tenth of the client's time: planning the join is most of the work.
const identitySql = `
  SELECT s."id" AS "sessionId", s."createdAt", s."lastSeenAt", s."remember", s."secondFactor",
         ${PERSON},
         ${PLACE}
  FROM "Session" s
  JOIN "User" u ON u."id" = s."userId"
  LEFT JOIN "Organization" o ON o."slug" = $1::text
  LEFT JOIN "Membership" m ON m."organizationId" = o."id" AND m."userId" = u."id" AND m."removedAt" IS NULL
  LEFT JOIN "AccessRule" a ON a."organizationId" = o."id" AND a."role" = m."role"
  WHERE s."tokenHash" = $2::char(64) AND s."expiresAt" > now()`;

async function findIdentity(request: Request, orgSlug: string | null, clientAddress: string): Promise<Identity | null> {
  const token = await readSessionToken(request);
  if (!token) return null;
  const values = [orgSlug, hashSessionToken(token)];
  const { rows } = await pool.query<IdentityRow>({ name: 'identity', text: identitySql, values });
  const row = rows[0];
  if (!row) return null;
  const session = { id: row.sessionId, createdAt: row.createdAt, lastSeenAt: row.lastSeenAt, remember: row.remember, secondFactor: row.secondFactor };
  await touchSession(session, clientAddress);
  return { user: toUser(row), hasFactor: row.hasFactor, session, place: toPlace(row) };
}

export function toUser({ userId: id, name, email, locale, userTimeZone: timeZone }: PersonRow): SignedInUser {
  return { id, name, email, locale, timeZone };
}

/** Null for a person who does not work there. */
export function toPlace(row: PlaceRow): Place | null {
  if (!row.role) return null;
  const { orgId: id, orgSlug: slug, orgName: name, timeZone, currency, isDefault, isDemo, role } = row;
  const reach = {
    leads: narrowReach(can(role, 'leads', 'read'), row.leadsReach),
    contacts: narrowReach(can(role, 'contacts', 'read'), row.contactsReach),
    deals: narrowReach(can(role, 'deals', 'read'), row.dealsReach),
  };
  return { org: { id, slug, name, timeZone, currency, isDefault, isDemo }, role, reach, requiresFactor: row.requireTwoFactor };
}
