import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { bellReader } from '~/domain/notifications/bell-reader.server';
import { listNotifications } from '~/domain/notifications/list-notifications.server';
import { sayTime } from '~/ui/format';
import { getLanguage } from '~/platform/i18n.server';

const SHOWN = 10;

/** What the bell shows when it is opened: the newest notifications. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args);
  const language = await getLanguage(args.request);
  const reader = bellReader(staff, language);
  const { rows } = await listNotifications(staff.db, reader, { isUnread: false, limit: SHOWN });
  const now = new Date();
  const items = rows.map(({ id, title, path, createdAt, readAt }) => ({ id, title, path, at: sayTime(createdAt, now, language, reader.timeZone), isUnread: readAt === null }));
  return Response.json({ items }, { headers: { 'Cache-Control': 'no-store' } });
}
