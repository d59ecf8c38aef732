import type { SignedInUser } from '~/domain/accounts/guard.server';
import { listMemberships } from '~/domain/accounts/members/members.server';
import { EVENT_GROUPS, ruleOf, type EventGroup, type NotificationChannel } from '~/domain/notifications/events';
import { findPreferences, type EventPreference } from '~/domain/notifications/preferences.server';
import { listWays } from '~/domain/notifications/send-test.server';
import { formatTimeOfDay } from '~/domain/time/zoned-time';
import { orgDb } from '~/platform/db.server';
import { getFixedT } from '~/platform/i18n.server';

/** One organisation with what the person wants to hear of it. */
export interface PreferencePlace {
  organizationId: string;
  slug: string;
  /** IANA name: by whose clock the hours are. */
  timeZone: string;
  /** The columns: the channels that the installation has. */
  channels: NotificationChannel[];
  /** Those of them by which the person cannot be reached yet. */
  missing: NotificationChannel[];
  groups: { group: EventGroup; events: EventPreference[] }[];
  /** As inputs of time take them; empty: none. */
  times: { quietFrom: string; quietTo: string; digestAt: string };
}

export async function loadPreferences(request: Request, user: SignedInUser) {
  const wanted = new URL(request.url).searchParams.get('org');
  const [t, memberships] = await Promise.all([getFixedT(request, 'notifications'), listMemberships(user.id)]);
  const place = memberships.find(({ slug }) => slug === wanted) ?? memberships[0];
  const title = `${t('preferences.title')} · Teplo`;
  const places = memberships.map(({ slug, name }) => ({ slug, name }));
  if (!place) return { title, places, chosen: null };
  const { organizationId, slug, role } = place;
  const [{ events, quietFrom, quietTo, digestAt }, ways] = await Promise.all([findPreferences(orgDb(organizationId), user.id, role), listWays(user.id)]);
  const chosen: PreferencePlace = {
    organizationId, slug,
    timeZone: user.timeZone ?? place.timeZone,
    channels: ['APP', ...ways.map(({ channel }) => channel), 'DIGEST'],
    missing: [...ways.flatMap(({ channel, isReachable }) => (isReachable ? [] : [channel])), ...(digestAt === null ? (['DIGEST'] as const) : [])],
    groups: EVENT_GROUPS.map((group) => ({ group, events: events.filter(({ event }) => ruleOf(event).group === group) })).filter(({ events: shown }) => shown.length > 0),
    times: { quietFrom: inputTime(quietFrom), quietTo: inputTime(quietTo), digestAt: inputTime(digestAt) },
  };
  return { title, places, chosen };
}

function inputTime(minutes: number | null): string {
  return minutes === null ? '' : formatTimeOfDay(minutes);
}
