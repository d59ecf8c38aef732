import { listPictures } from '~/domain/accounts/avatar.server';
import { findUnconfirmed } from '~/domain/accounts/links/confirm-email.server';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberships } from '~/domain/accounts/members/members.server';
import { countUnread } from '~/domain/notifications/list-notifications.server';
import { openPage } from '~/domain/notifications/mark-read.server';
import { VIEW_RESOURCES } from '~/domain/saved-views/saved-view';
import { isPrefetch } from '~/platform/http/is-prefetch';
import { getFixedT } from '~/platform/i18n.server';
import { isRailFolded } from '~/platform/rail.server';
import type { FrameData } from '~/ui/frame/frame-data';
import { CREATABLE, PLACES, type CreatableKey, type PlaceKey } from '~/ui/frame/places';
import { moneyTabs } from './money+/__ledger/money-tabs';
import { settingsGroups } from './settings+/__sections';

/** What the frame shows to this person: places, what may be created, organisations. */
export async function loadFrame(request: Request, staff: Staff): Promise<Omit<FrameData, 'theme'>> {
  const { org, user, can } = staff;
  const base = `/o/${org.slug}`;
  const formUrl = org.isDefault ? '/' : `/r/${org.slug}`;
  const owner = { organizationId: org.id, userId: user.id };
  const [unread, unconfirmed, pictures, organizations, isFolded, t, roleNames] = await Promise.all([
    isPrefetch(request) ? countUnread(owner) : openPage(owner, new URL(request.url), new Date()),
    findUnconfirmed(user.id),
    listPictures(org.id),
    listMemberships(user.id),
    isRailFolded(request),
    getFixedT(request, 'settings'),
    getFixedT(request, 'members'),
  ]);
  const sections = can('organization', 'read') ? settingsGroups(can).flatMap((group) => group.sections) : [];
  const isOpen: Record<PlaceKey, boolean> = {
    today: true,
    leads: Boolean(can('leads', 'read')),
    contacts: Boolean(can('contacts', 'read')),
    deals: Boolean(can('deals', 'read')),
    orders: Boolean(can('orders', 'read')),
    tasks: Boolean(can('tasks', 'read')),
    calendar: Boolean(can('orders', 'read')),
    catalog: Boolean(can('catalog', 'read')),
    money: moneyTabs(can).length > 0,
    reports: Boolean(can('analytics', 'read') || can('payroll', 'read')),
    analytics: Boolean(can('analytics', 'read')),
    settings: Boolean(can('organization', 'read')),
  };
  const mayCreate: Record<CreatableKey, boolean> = {
    contact: Boolean(can('contacts', 'create')),
    deal: Boolean(can('deals', 'create')),
    order: Boolean(can('orders', 'create')),
    task: Boolean(can('tasks', 'create')),
    lead: Boolean(can('leads', 'create')),
    member: Boolean(can('members', 'create')),
  };
  // the statistics of the form are about everybody: who sees the own figures only begins with the deals
  const analytics = can('analytics', 'read') === 'own' ? '/analytics/deals' : '/analytics';
  return {
    org: { slug: org.slug, name: org.name },
    organizations: organizations.map(({ slug, name, role }) => ({ slug, name, roleName: roleNames(`roles.${role}`) })),
    // owners of any organisation make further ones
    mayCreateOrganization: organizations.some(({ role }) => role === 'OWNER'),
    user: { id: user.id, name: user.name },
    unconfirmed,
    pictures,
    places: PLACES.filter(({ key }) => isOpen[key]).map(({ key, path }) => ({ key, to: base + (key === 'analytics' ? analytics : path) + (isResumed(key) ? '?resume' : '') })),
    creatable: CREATABLE.filter(({ key }) => mayCreate[key]).map(({ key, path }) => ({ key, to: path === null ? formUrl : base + path })),
    pages: sections.map(({ key, path }) => ({ label: t(`sections.${key}`), to: `${base}/settings${path}` })),
    unread,
    formUrl,
    isFolded,
  };
}

/** Lists open as they were left. */
function isResumed(key: PlaceKey): boolean {
  return VIEW_RESOURCES.some((resource) => resource === key);
}
