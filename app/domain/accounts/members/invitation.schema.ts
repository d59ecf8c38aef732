import { z } from 'zod';
import { newPassword, personName, accountEmail } from '../person.schema';
import { ROLES } from '../permissions';

export const role = z.enum(ROLES, { error: 'errors.choice' });
/** Empty: no team. */
export const teamId = z.guid('errors.choice').nullish().transform((id) => id ?? null);

/** Asking somebody to join. */
export const invitationSchema = z.object({ email: accountEmail, role, teamId });

/** A new person who joins: the e-mail is the invitation's and cannot be changed. */
export const joinSchema = z.object({ name: personName, password: newPassword });

/** Another role or team for a member; `seen…` is what the page showed. */
export const memberSchema = z.object({ role, teamId, seenRole: role, seenTeamId: teamId });

/** Whom the work of somebody who goes is given to; empty: it keeps their name. */
export const removalSchema = z.object({ handOverTo: z.guid('errors.choice').nullish().transform((id) => id ?? null) });
