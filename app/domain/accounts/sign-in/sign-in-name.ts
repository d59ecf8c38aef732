import { normalizeEmail } from '~/domain/contacts/email';
import { normalizePhone } from '~/domain/contacts/phone';

/**
 * What a person typed to say who they are, as accounts keep it: an e-mail in lower case, or a phone number in E.164.
 * What is neither stays as it is, in lower case, and belongs to nobody.
 */
export function normalizeSignInName(typed: string): string {
  if (typed.includes('@')) return normalizeEmail(typed);
  return normalizePhone(typed) ?? typed.trim().toLowerCase();
}
