import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData, useRouteError } from '@remix-run/react';
import { Bell, BellOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { bellReader } from '~/domain/notifications/bell-reader.server';
import { countUnread, listNotifications, NOTIFICATION_ORDER } from '~/domain/notifications/list-notifications.server';
import { markAllRead, markRead } from '~/domain/notifications/mark-read.server';
import { NotificationList } from '~/domain/notifications/parts/notification-list';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { Button, buttonClass } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { Pager } from '~/ui/list/pager';
import { PageHeader } from '~/ui/page-header';
import { Tabs } from '~/ui/tabs';

export const handle = { i18n: ['notifications'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

/** What the person was told in this organisation. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args);
  const { searchParams } = new URL(args.request.url);
  const isUnread = searchParams.get('filter') === 'unread';
  const [t, language] = await Promise.all([getFixedT(args.request, 'notifications'), getLanguage(args.request)]);
  const reader = bellReader(staff, language);
  const [{ rows, pages }, unread] = await Promise.all([
    turnPage(parsePlace(searchParams, NOTIFICATION_ORDER), isUnread ? 'filter=unread' : '', (place) => listNotifications(staff.db, reader, { isUnread, ...place })),
    countUnread(reader),
  ]);
  return { title: `${t('title')} · ${staff.org.name}`, base: `/o/${staff.org.slug}/notifications`, orgSlug: staff.org.slug, now: new Date(), timeZone: reader.timeZone, isUnread, hasUnread: unread > 0, rows, pages };
}

export async function action(args: ActionFunctionArgs) {
  const { org, user } = await requireStaff(args);
  const form = await args.request.formData();
  const [intent, id] = [form.get('intent'), form.get('id')];
  const owner = { organizationId: org.id, userId: user.id };
  const back = `/o/${org.slug}/notifications${form.get('filter') === 'unread' ? '?filter=unread' : ''}`;
  const now = new Date();
  if (intent === 'readAll') {
    await markAllRead(owner, now);
    // the bell's menu stays where it is
    if (form.get('stay')) return null;
    const t = await getFixedT(args.request, 'notifications');
    return redirectWithToast(back, { message: t('done.allRead'), tone: 'success' });
  }
  if (intent !== 'read' && intent !== 'unread') throw data(null, 400);
  if (!isUuid(id) || !(await markRead(owner, id, { isRead: intent === 'read', now }))) throw data(null, 404);
  return redirect(back, 303);
}

export default function NotificationsPage() {
  const { t } = useTranslation('notifications');
  const { base, orgSlug, now, timeZone, isUnread, hasUnread, rows, pages } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={
          <>
            <Link to={`/profile/notifications?org=${orgSlug}`} className={buttonClass('quiet')}>{t('settings')}</Link>
            {hasUnread ? <Form method="post"><Button name="intent" value="readAll">{t('list.markAll')}</Button></Form> : null}
          </>
        }
      />
      <Tabs label={t('filter.label')} tabs={[{ to: base, label: t('filter.all'), isCurrent: !isUnread }, { to: `${base}?filter=unread`, label: t('filter.unread'), isCurrent: isUnread }]} />
      <div className="mt-5 flex flex-col gap-4">
        {rows.length === 0 ? (
          <EmptyState icon={isUnread ? BellOff : Bell} title={t(isUnread ? 'list.allRead' : 'list.empty')} action={isUnread ? <Link to={base} className={buttonClass('secondary')}>{t('list.showAll')}</Link> : undefined}>
            {t(isUnread ? 'list.allReadText' : 'list.emptyText')}
          </EmptyState>
        ) : (
          <NotificationList rows={rows} now={now} timeZone={timeZone} isUnread={isUnread} />
        )}
        <Pager {...pages} />
      </div>
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
