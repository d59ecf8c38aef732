import { can, type Resource, type Role } from './permissions';

/** The e-mails that a person can switch off in each organisation; who cannot read such records gets none. */
export const NOTICES = ['leads', 'tasks', 'orders'] as const satisfies readonly Resource[];
export type Notice = (typeof NOTICES)[number];

/** Which of them a member of this role can get. */
export function noticesFor(role: Role): Notice[] {
  return NOTICES.filter((notice) => can(role, notice, 'read'));
}
