import type { ApiPerson } from '~/domain/accounts/programs/api-caller.server';
import { can, type Role } from '~/domain/accounts/permissions';
import { ApiProblem } from './problem';

/** The program's sign-in. A key acts within its scopes, so what concerns the person it never does. @throws {ApiProblem} 403 for an API key */
export function requireOwnSignIn({ credential }: ApiPerson): string {
  if (credential.kind === 'token') return credential.familyId;
  throw new ApiProblem('forbidden', { detail: 'An API key cannot do this: sign in with a password.' });
}

/** Keys make no keys: nor does one give a role that may, by which somebody would get past its scopes. @throws {ApiProblem} 403 */
export function requireGivable({ credential }: ApiPerson, role: Role): void {
  if (credential.kind === 'key' && can(role, 'apiKeys', 'create')) throw new ApiProblem('forbidden', { detail: 'An API key gives no role that may make API keys.' });
}
