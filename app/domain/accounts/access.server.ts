import type { OrgDb, OrgTx } from '~/platform/db.server';
import { ADJUSTABLE_ROLES, type AccessTable } from './access.schema';
import { can, ROLES, type Role } from './permissions';
import type { ReachResource } from './reach';

/** What each role sees; a role without a rule sees all. */
export async function findAccess(db: OrgDb | OrgTx): Promise<AccessTable> {
  const rules = await db.accessRule.findMany({ select: { role: true, leads: true, contacts: true, deals: true } });
  const all = { leads: 'ALL', contacts: 'ALL', deals: 'ALL' } as const;
  const of = (wanted: Role) => {
    const { role: _role, ...visible } = rules.find(({ role }) => role === wanted) ?? { role: wanted, ...all };
    return visible;
  };
  return Object.fromEntries(ADJUSTABLE_ROLES.map((role) => [role, of(role)])) as AccessTable;
}

/** The roles whose people see every record of this resource: those who may be told of any. */
export async function listRolesThatSeeAll(db: OrgDb | OrgTx, resource: ReachResource): Promise<Role[]> {
  const narrowed = await db.accessRule.findMany({ where: { [resource]: { not: 'ALL' } }, select: { role: true } });
  return ROLES.filter((role) => can(role, resource, 'read') === 'all' && !narrowed.some((rule) => rule.role === role));
}
