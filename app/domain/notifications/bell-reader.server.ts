import type { Staff } from '~/domain/accounts/guard.server';
import type { BellReader } from './list-notifications.server';

/** The signed-in person as one who reads what the bell says, in the language of the page. */
export function bellReader({ org, user, member }: Pick<Staff, 'org' | 'user' | 'member'>, locale: string): BellReader {
  return { organizationId: org.id, userId: user.id, locale, timeZone: user.timeZone ?? org.timeZone, organizationTimeZone: org.timeZone, role: member.role };
}
