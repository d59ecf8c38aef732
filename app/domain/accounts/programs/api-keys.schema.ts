import { z } from 'zod';
import { API_SCOPES, type ApiScope } from './api-key-scopes';
import { ACTIONS, can, RESOURCES, ROLES, type Resource } from '../permissions';
import { requiredLine } from '../person.schema';

/** Days for which a key may be good, or until it is revoked. */
export const KEY_LIVES = ['30', '90', '365', 'never'] as const;

/** What most keys are for, and the choice of single scopes. */
export const KEY_ACCESSES = ['read', 'all', 'chosen'] as const;
const PRESETS: Record<'read' | 'all', ApiScope[]> = { read: ['*:read'], all: ['*:read', '*:write'] };

export const apiKeyName = requiredLine(100);
export const apiKeyScopes = z.array(z.enum(API_SCOPES)).max(API_SCOPES.length).overwrite((scopes) => [...new Set(scopes)]);

export const apiKeyFields = z.object({
  name: apiKeyName,
  access: z.enum(KEY_ACCESSES, { error: 'errors.choice' }),
  /** Counts when `access` is "chosen". */
  scopes: apiKeyScopes.default([]),
  expires: z.enum(KEY_LIVES, { error: 'errors.choice' }),
});

/** The form of a new key. */
export const apiKeySchema = apiKeyFields
  .refine(({ access, scopes }) => access !== 'chosen' || scopes.length > 0, { path: ['scopes'], error: 'errors.noScopes' })
  .transform(({ name, access, scopes, expires }) => ({
    name,
    scopes: access === 'chosen' ? scopes : PRESETS[access],
    expiresInDays: expires === 'never' ? null : Number(expires),
  }));

/** The resources as the form shows them. */
export const SCOPE_GROUPS = {
  clients: ['leads', 'contacts', 'deals', 'tasks', 'activities'],
  work: ['orders', 'catalog', 'costPrices', 'payments', 'expenses', 'payroll', 'analytics'],
  organization: ['organization', 'billing', 'members', 'scoringRules'],
  control: ['apiKeys', 'webhooks', 'personalData', 'auditLog', 'trash', 'installation'],
} as const satisfies Record<string, readonly Resource[]>;

/** Whether anybody may do more with it than read. */
export function isWritable(resource: Resource): boolean {
  return ROLES.some((role) => ACTIONS.some((action) => action !== 'read' && can(role, resource, action)));
}

/** How much a key reaches: everything, all to read, or what single resources. */
export function sayScopes(scopes: readonly string[]): { all: 'all' | 'read' | 'write' | null; resources: { resource: Resource; right: 'read' | 'write' | 'both' }[] } {
  const has = (scope: ApiScope) => scopes.includes(scope);
  const reach = (resource: Resource | '*') => {
    const [reads, writes] = [has(`${resource}:read`), has(`${resource}:write`)];
    return reads && writes ? 'both' : reads ? 'read' : writes ? 'write' : null;
  };
  const all = reach('*');
  return {
    all: all === 'both' ? 'all' : all,
    resources: RESOURCES.flatMap((resource) => {
      const right = reach(resource);
      return right ? [{ resource, right }] : [];
    }),
  };
}
