import type { Role } from '~/generated/prisma/enums';

export type { Role };

/** From the widest rights to the narrowest. */
export const ROLES = ['OWNER', 'ADMIN', 'MANAGER', 'SALES', 'OPERATOR', 'VIEWER'] as const satisfies readonly Role[];

export const ACTIONS = ['create', 'read', 'update', 'delete', 'carryOut'] as const;
/** `carryOut`: start and complete an order. Publishing a rule table, restoring from the trash, … are `update`. */
export type Action = (typeof ACTIONS)[number];

/** How far a permission reaches: every record, or only those created by or assigned to the person. */
export type Scope = 'all' | 'own';

/**
 * Who may do what. A capital letter reaches all records, a small one only the person's own:
 * C create, R read, U update, D delete, X carry out. What is not named is not allowed.
 */
const TABLE = {
  organization: { OWNER: 'RU', ADMIN: 'RU', MANAGER: 'R', SALES: 'R', VIEWER: 'R' },
  billing: { OWNER: 'RU', ADMIN: 'RU', MANAGER: 'R', SALES: 'R', VIEWER: 'R' },
  // ADMIN: except owners, see canChangeMember
  members: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'R', SALES: 'R', VIEWER: 'R' },
  contacts: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'CRUD', SALES: 'CRu', VIEWER: 'R' },
  deals: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'CRUD', SALES: 'CRu', VIEWER: 'R' },
  leads: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'CRUD', SALES: 'CRu', VIEWER: 'R' },
  tasks: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'CRUD', SALES: 'CRud', OPERATOR: 'Ru', VIEWER: 'R' },
  // OPERATOR: own means on own orders
  activities: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'CRUd', SALES: 'CRud', OPERATOR: 'cr', VIEWER: 'R' },
  catalog: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'CRU', SALES: 'R', OPERATOR: 'R', VIEWER: 'R' },
  costPrices: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'CRU', SALES: 'R', VIEWER: 'R' },
  // SALES: update own drafts, the order's lifecycle knows what a draft is
  orders: { OWNER: 'CRUDX', ADMIN: 'CRUDX', MANAGER: 'CRUDX', SALES: 'CRu', OPERATOR: 'rx', VIEWER: 'R' },
  expenses: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'CRU' },
  payments: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'CRU' },
  // OPERATOR: own pay, also where it appears in reports
  payroll: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'CRU', OPERATOR: 'r' },
  analytics: { OWNER: 'R', ADMIN: 'R', MANAGER: 'R', SALES: 'r', VIEWER: 'R' },
  scoringRules: { OWNER: 'CRUD', ADMIN: 'CRUD', MANAGER: 'R' },
  trash: { OWNER: 'CRUD', ADMIN: 'CRUD' },
  auditLog: { OWNER: 'CRUD', ADMIN: 'CRUD' },
  apiKeys: { OWNER: 'CRUD', ADMIN: 'CRUD' },
  webhooks: { OWNER: 'CRUD', ADMIN: 'CRUD' },
  // what is held of one person, forgetting, retention periods and texts of consent
  personalData: { OWNER: 'CRUD', ADMIN: 'CRUD' },
  // jobs and the state of the whole installation: in the default organisation alone, see makeStaff
  installation: { OWNER: 'RU' },
} as const satisfies Record<string, Partial<Record<Role, string>>>;

export type Resource = keyof typeof TABLE;
export const RESOURCES = Object.keys(TABLE) as Resource[];

const LETTERS: Record<Action, string> = { create: 'C', read: 'R', update: 'U', delete: 'D', carryOut: 'X' };

/** How far the role may do this, or false. Default deny. Rule: the table of roles in the CRM's domain description. */
export function can(role: Role, resource: Resource, action: Action): Scope | false {
  const row: Partial<Record<Role, string>> = TABLE[resource];
  const granted = row[role] ?? '';
  const letter = LETTERS[action];
  if (granted.includes(letter)) return 'all';
  return granted.includes(letter.toLowerCase()) ? 'own' : false;
}

/** Like `can`, but throws a 403 Response where the answer is false. */
export function assertCan(role: Role, resource: Resource, action: Action): Scope {
  const scope = can(role, resource, action);
  if (!scope) throw new Response(null, { status: 403 });
  return scope;
}

/** Whether the role may give, change or take away this role of a member: only owners touch owners. */
export function canChangeMember(role: Role, membersRole: Role): boolean {
  return can(role, 'members', 'update') === 'all' && (membersRole !== 'OWNER' || role === 'OWNER');
}
