import { z } from 'zod';
import type { REACH_RESOURCES } from './reach';

/** Owners and admins set the rules and see everything; operators see none of these records. */
export const ADJUSTABLE_ROLES = ['MANAGER', 'SALES', 'VIEWER'] as const;

/** From the narrowest to the widest. */
export const VISIBILITIES = ['OWN', 'TEAM', 'ALL'] as const;

const visibility = z.enum(VISIBILITIES, { error: 'errors.choice' });
const visible = z.object({ leads: visibility, contacts: visibility, deals: visibility } satisfies Record<(typeof REACH_RESOURCES)[number], typeof visibility>);

/** The form of "Access": whose leads, contacts and deals each role sees. */
export const accessSchema = z.object({ MANAGER: visible, SALES: visible, VIEWER: visible } satisfies Record<(typeof ADJUSTABLE_ROLES)[number], typeof visible>);

export type AccessTable = z.output<typeof accessSchema>;
