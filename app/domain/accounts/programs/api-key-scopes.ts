import { RESOURCES, type Action, type Resource } from '../permissions';

export const SCOPE_RIGHTS = ['read', 'write'] as const;
export type ScopeRight = (typeof SCOPE_RIGHTS)[number];
/** What a key may do: "contacts:read", "*:write", … `write` stands for all that is not reading. */
export type ApiScope = `${Resource | '*'}:${ScopeRight}`;

export const API_SCOPES: readonly ApiScope[] = (['*', ...RESOURCES] as const).flatMap((resource) => SCOPE_RIGHTS.map((right): ApiScope => `${resource}:${right}`));

/** Whether a key with these scopes may do this; what the person behind it may do decides besides. */
export function allowsByScopes(scopes: readonly string[], resource: Resource, action: Action): boolean {
  const right: ScopeRight = action === 'read' ? 'read' : 'write';
  return scopes.includes(`${resource}:${right}`) || scopes.includes(`*:${right}`);
}
