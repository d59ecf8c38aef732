import type { ApiPerson } from '~/domain/accounts/api-caller.server';
import { ApiProblem } from './problem';

/** The program's sign-in. A key acts within its scopes, so what concerns the person it never does. @throws {ApiProblem} 403 for an API key */
export function requireOwnSignIn({ credential }: ApiPerson): string {
  if (credential.kind === 'token') return credential.familyId;
  throw new ApiProblem('forbidden', { detail: 'An API key cannot do this: sign in with a password.' });
}
