import type { Role } from '~/domain/accounts/permissions';

/** Lists that keep views. The names are those of the permission table. */
export const VIEW_RESOURCES = ['leads', 'contacts', 'deals', 'orders', 'tasks', 'catalog'] as const;
export type ViewResource = (typeof VIEW_RESOURCES)[number];

export const VIEW_NAME_MAX = 60;
/** An address of more characters is not kept. */
export const VIEW_QUERY_MAX = 2_000;
/** So many views a person keeps of one list. */
export const VIEWS_MAX = 50;

/** Who works with views of which organisation. */
export interface ViewActor {
  organizationId: string;
  userId: string;
  role: Role;
}

interface OwnedView {
  ownerId: string;
  isShared: boolean;
}

/** A private view is its owner's alone; a shared one is seen by all who may read the list. */
export function maySeeView({ ownerId, isShared }: OwnedView, { userId }: Pick<ViewActor, 'userId'>): boolean {
  return isShared || ownerId === userId;
}

/** A shared view is changed by its owner and by those who look after the organisation; nobody else touches a private one. */
export function mayChangeView(view: OwnedView, { userId, role }: Pick<ViewActor, 'userId' | 'role'>): boolean {
  return view.ownerId === userId || (view.isShared && (role === 'OWNER' || role === 'ADMIN'));
}

/** Whether two addresses ask for the same, in whatever order their conditions stand. */
export function isSameQuery(one: string, other: string): boolean {
  return sorted(one) === sorted(other);
}

function sorted(query: string): string {
  return [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).sort().join('&');
}
