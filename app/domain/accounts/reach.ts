import type { Visibility } from '~/generated/prisma/enums';
import type { Scope } from './permissions';

/** What an organisation may narrow for a role. */
export const REACH_RESOURCES = ['leads', 'contacts', 'deals'] as const;
export type ReachResource = (typeof REACH_RESOURCES)[number];

/** Whose records a person sees: their own (created by or assigned to them), their team's, or all. */
export type Reach = 'own' | 'team' | 'all';

const REACH: Record<Visibility, Reach> = { OWN: 'own', TEAM: 'team', ALL: 'all' };

/** The organisation's rule narrows what the permission table grants, and never widens it. Without a rule: the table. */
export function narrowReach(granted: Scope | false, rule: Visibility | null): Reach {
  if (granted !== 'all') return 'own';
  return rule ? REACH[rule] : 'all';
}

/** Who looks at records of which organisation, and whose. */
export interface Viewer {
  organizationId: string;
  /** IANA name: periods are days of this zone. */
  timeZone: string;
  userId: string;
  reach: Reach;
}
