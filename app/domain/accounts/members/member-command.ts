import type { MemberRefusal } from './member-rules';
import type { Role } from '../permissions';

/** Who changes members of which organisation. The role is read inside the command, as it is at that moment. */
export interface MemberActor {
  organizationId: string;
  userId: string;
}

/** Why a command did nothing: 404, 403, 409 or 422. */
export type MemberRefused =
  | { ok: false; error: 'notFound' | MemberRefusal | 'unknownTeam' | 'notAssignable' }
  /** Somebody was faster: the role as it is now. */
  | { ok: false; error: 'stale'; current: { role: Role; teamId: string | null } };
