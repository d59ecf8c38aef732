import { describe, expect, it } from 'vitest';
import { ACTIONS, assertCan, can, canChangeMember, RESOURCES, type Resource, type Role } from './permissions';

const roles: Role[] = ['OWNER', 'ADMIN', 'MANAGER', 'SALES', 'OPERATOR', 'VIEWER'];

/** The table of the domain description, cell by cell in the order of `roles`: capitals reach all, small letters only own; X is carry out. */
const cells: Record<Resource, [string, string, string, string, string, string]> = {
  organization: ['RU', 'RU', 'R', 'R', '', 'R'],
  billing: ['RU', 'RU', 'R', 'R', '', 'R'],
  members: ['CRUD', 'CRUD', 'R', 'R', '', 'R'],
  contacts: ['CRUD', 'CRUD', 'CRUD', 'CRu', '', 'R'],
  deals: ['CRUD', 'CRUD', 'CRUD', 'CRu', '', 'R'],
  leads: ['CRUD', 'CRUD', 'CRUD', 'CRu', '', 'R'],
  tasks: ['CRUD', 'CRUD', 'CRUD', 'CRud', 'Ru', 'R'],
  activities: ['CRUD', 'CRUD', 'CRUd', 'CRud', 'cr', 'R'],
  catalog: ['CRUD', 'CRUD', 'CRU', 'R', 'R', 'R'],
  costPrices: ['CRUD', 'CRUD', 'CRU', 'R', '', 'R'],
  orders: ['CRUDX', 'CRUDX', 'CRUDX', 'CRu', 'rx', 'R'],
  expenses: ['CRUD', 'CRUD', 'CRU', '', '', ''],
  payments: ['CRUD', 'CRUD', 'CRU', '', '', ''],
  payroll: ['CRUD', 'CRUD', 'CRU', '', 'r', ''],
  analytics: ['R', 'R', 'R', 'r', '', 'R'],
  scoringRules: ['CRUD', 'CRUD', 'R', '', '', ''],
  trash: ['CRUD', 'CRUD', '', '', '', ''],
  auditLog: ['CRUD', 'CRUD', '', '', '', ''],
  apiKeys: ['CRUD', 'CRUD', '', '', '', ''],
  webhooks: ['CRUD', 'CRUD', '', '', '', ''],
  personalData: ['CRUD', 'CRUD', '', '', '', ''],
  installation: ['RU', '', '', '', '', ''],
};
const letters = { create: 'c', read: 'r', update: 'u', delete: 'd', carryOut: 'x' };

describe('permissions', () => {
  it('names every resource', () => {
    expect(new Set(RESOURCES)).toEqual(new Set(Object.keys(cells)));
  });

  for (const resource of RESOURCES) {
    it.each(roles.map((role, column) => ({ role, cell: cells[resource][column] ?? '' })))(`${resource}: $role has "$cell"`, ({ role, cell }) => {
      const expected = ACTIONS.map((action) =>
        cell.includes(letters[action].toUpperCase()) ? 'all' : cell.includes(letters[action]) ? 'own' : false,
      );
      expect(ACTIONS.map((action) => can(role, resource, action))).toEqual(expected);
    });
  }

  it('assertCan gives the scope or throws 403', () => {
    expect(assertCan('SALES', 'leads', 'update')).toBe('own');
    const refused = (() => {
      try {
        return assertCan('VIEWER', 'leads', 'update');
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(Response);
    expect(refused instanceof Response && refused.status).toBe(403);
  });

  it.each([
    ['OWNER', 'OWNER', true],
    ['OWNER', 'VIEWER', true],
    ['ADMIN', 'OWNER', false],
    ['ADMIN', 'ADMIN', true],
    ['MANAGER', 'VIEWER', false],
    ['SALES', 'SALES', false],
  ] as const)('%s changes the role %s: %s', (role, other, expected) => {
    expect(canChangeMember(role, other)).toBe(expected);
  });
});
