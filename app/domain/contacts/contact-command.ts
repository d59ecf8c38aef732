import type { Scope } from '~/domain/accounts/permissions';
import type { Viewer } from '~/domain/accounts/reach';
import type { ContactRecord } from './contact-record.server';

/** Who changes contacts of which organisation: how far the action reaches, and whose contacts the person sees at all. */
export interface ContactActor {
  organizationId: string;
  userId: string;
  /** `own`: only those that the person created or owns. */
  scope: Scope;
}

/** An actor and what it sees: for commands that look a contact up. */
export interface ContactCommand {
  actor: ContactActor;
  viewer: Viewer;
  now: Date;
}

/** Why a command did nothing: 404, 403, 409, 422, in this order. */
export type ContactRefusal =
  | { ok: false; error: 'notFound' }
  | { ok: false; error: 'forbidden' }
  | { ok: false; error: 'stale'; current: ContactRecord }
  | { ok: false; error: 'owner' };

/** Whether a permission that reaches so far covers this contact. */
export function isWithinScope({ scope, userId }: Pick<ContactActor, 'scope' | 'userId'>, { ownerId, createdById }: Pick<ContactRecord, 'ownerId' | 'createdById'>): boolean {
  return scope === 'all' || ownerId === userId || createdById === userId;
}
