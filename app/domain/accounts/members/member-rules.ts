import { can, canChangeMember, ROLES, type Role } from '../permissions';

/** `lastOwner`: somebody must stay who may do everything. `ownRole`: nobody raises or lowers themselves, but an owner may step down. */
export type MemberRefusal = 'forbidden' | 'ownRole' | 'lastOwner';

interface Change {
  /** The role of who changes. */
  actor: Role;
  isSelf: boolean;
  from: Role;
  to: Role;
  /** How many owners the organisation has now. */
  owners: number;
}

/** Why this member's role may not be changed so, or null. */
export function checkRoleChange({ actor, isSelf, from, to, owners }: Change): MemberRefusal | null {
  if (!canChangeMember(actor, from) || !canChangeMember(actor, to)) return 'forbidden';
  if (isSelf && from !== to && from !== 'OWNER') return 'ownRole';
  return from === 'OWNER' && to !== 'OWNER' && owners < 2 ? 'lastOwner' : null;
}

/** Why this member may not be removed, or may not leave, or null. Everybody may leave but the last owner. */
export function checkRemoval({ actor, isSelf, from, owners }: Omit<Change, 'to'>): MemberRefusal | null {
  if (!isSelf && (can(actor, 'members', 'delete') !== 'all' || !canChangeMember(actor, from))) return 'forbidden';
  return from === 'OWNER' && owners < 2 ? 'lastOwner' : null;
}

/** The roles that this role may give, from the widest. */
export function rolesToGive(actor: Role): Role[] {
  return ROLES.filter((role) => canChangeMember(actor, role));
}
