import type { Staff } from '~/domain/accounts/guard.server';
import { readSystem } from '~/domain/system/read-system.server';
import { localDay, startOfDay } from '~/domain/time/zoned-time';
import { getFixedT } from '~/platform/i18n.server';

/** How the installation stands, as it is read at this moment. */
export async function loadSystem(request: Request, { org }: Staff) {
  const now = new Date();
  const since = startOfDay(localDay(now, org.timeZone), org.timeZone);
  const [system, t] = await Promise.all([readSystem({ now, since, isProxied: request.headers.has('X-Forwarded-For') }), getFixedT(request, 'system')]);
  return { title: `${t('title')} · ${org.name}`, jobs: `/o/${org.slug}/settings/jobs`, timeZone: org.timeZone, now, system };
}

export type SystemPage = Awaited<ReturnType<typeof loadSystem>>;
