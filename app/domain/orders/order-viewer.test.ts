import { expect, it } from 'vitest';
import { can, type Action, type Resource } from '~/domain/accounts/permissions';
import { orderViewer } from './order-viewer.server';

const staff = { org: { id: 'o', slug: 'o', name: 'O', timeZone: 'UTC', currency: 'RUB', isDefault: false }, user: { id: 'u', name: 'U', email: 'u@example.com', locale: null, timeZone: null }, reach: { leads: 'all', contacts: 'all', deals: 'all' } } as unknown as Omit<Parameters<typeof orderViewer>[0], 'can'>;
const byRole = (role: 'OWNER' | 'OPERATOR') => (resource: Resource, action: Action) => can(role, resource, action);

it.each([
  ['an owner', byRole('OWNER'), { scope: 'all', canSeeMoney: true, canSeeCosts: true }],
  ['an operator', byRole('OPERATOR'), { scope: 'own', canSeeMoney: false, canSeeCosts: false }],
  ["an owner's key for orders alone", (resource: Resource, action: Action) => resource === 'orders' && byRole('OWNER')(resource, action), { scope: 'all', canSeeMoney: true, canSeeCosts: false }],
  ["an owner's key for other things", () => false as const, { scope: 'own', canSeeMoney: false, canSeeCosts: false }],
])('%s sees of orders what `can` says', (_who, may, seen) => {
  expect(orderViewer({ ...staff, can: may })).toMatchObject(seen);
});
