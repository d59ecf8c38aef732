import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData, useRouteError } from '@remix-run/react';
import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { confirmSpam, listQuarantine, releaseLead } from '~/domain/leads/quarantine.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { Button, buttonClass } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { formatDateTime, sayTime } from '~/ui/format';
import { PageHeader } from '~/ui/page-header';
import { TemperatureBadge } from '~/ui/temperature-badge';
import { Pager } from '~/ui/list/pager';
import { quarantineWords } from './__timeline/quarantine-words.server';

export const handle = { i18n: ['leads'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can, scope, reach } = await requireStaff(args, 'leads', 'read');
  if (scope !== 'all' || reach.leads !== 'all') throw data(null, 403);
  const { request } = args;
  const before = new URL(request.url).searchParams.get('before');
  const [{ rows, next }, t, language] = await Promise.all([
    listQuarantine(db, isUuid(before) ? before : null),
    getFixedT(request, 'leads'),
    getLanguage(request),
  ]);
  const now = new Date();
  return {
    title: `${t('quarantine.title')} · ${org.name}`,
    base: `/o/${org.slug}/leads`,
    canDecide: can('leads', 'update') === 'all',
    pages: { previous: null, next: next && `before=${next}`, first: isUuid(before) ? '' : null },
    rows: rows.map(({ id, firstName, lastName, email, comments, service, quarantineReason, score, priority, createdAt }) => ({
      id, email, score, priority, comments,
      name: `${firstName} ${lastName}`,
      service: service.name,
      reason: quarantineWords(t, quarantineReason ?? ''),
      arrived: sayTime(createdAt, now, language, org.timeZone),
      arrivedAt: formatDateTime(createdAt, language, org.timeZone),
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { org, user, scope, reach, db } = await requireStaff(args, 'leads', 'update');
  if (scope !== 'all' || reach.leads !== 'all') throw data(null, 403);
  const form = await args.request.formData();
  const [intent, leadId] = [form.get('intent'), form.get('id')];
  if (intent !== 'release' && intent !== 'spam') throw data(null, 400);
  if (!isUuid(leadId)) throw data(null, 404);
  const decision = { actor: { organizationId: org.id, userId: user.id, scope, reach: reach.leads }, leadId, now: new Date() };
  const done = intent === 'release' ? await releaseLead(decision) : await confirmSpam(decision);
  const t = await getFixedT(args.request, 'leads');
  const list = `/o/${org.slug}/leads/quarantine`;
  if (!done) {
    const isOurs = await db.lead.findFirst({ where: { id: leadId }, select: { id: true } });
    if (!isOurs) throw data(null, 404);
    return redirectWithToast(list, { message: t('toast.alreadyDecided'), tone: 'info' });
  }
  return redirectWithToast(list, { message: t(intent === 'release' ? 'toast.released' : 'toast.confirmedSpam'), tone: 'success' });
}

const cell = 'px-3 py-2.5 align-top';
const head = 'px-3 py-2 text-left text-12 font-medium text-muted';

export default function QuarantinePage() {
  const { t } = useTranslation('leads');
  const { rows, base, pages, canDecide } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('quarantine.title')} crumbs={[{ label: t('title'), to: base }]} intro={t('quarantine.intro')} />
      {rows.length === 0 ? (
        <EmptyState icon={ShieldCheck} title={t('quarantine.empty.title')} action={<Link to={base} className={buttonClass('secondary')}>{t('quarantine.empty.action')}</Link>}>
          {t('quarantine.empty.text')}
        </EmptyState>
      ) : (
        <div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
          <table className="w-full text-14 max-md:block">
            <caption className="sr-only">{t('quarantine.caption')}</caption>
            <thead className="border-b border-line bg-raised max-md:sr-only">
              <tr>
                <th scope="col" className={head}>{t('quarantine.columns.client')}</th>
                <th scope="col" className={head}>{t('quarantine.columns.reason')}</th>
                <th scope="col" className={head}>{t('quarantine.columns.service')}</th>
                <th scope="col" className={head}>{t('quarantine.columns.arrived')}</th>
                {canDecide ? <th scope="col" className={head}><span className="sr-only">{t('quarantine.columns.actions')}</span></th> : null}
              </tr>
            </thead>
            <tbody className="max-md:block">
              {rows.map((row) => (
                <tr key={row.id} data-row="lead" data-id={row.id} data-score={row.score} data-priority={row.priority} className="border-b border-line last:border-0 max-md:block max-md:p-3">
                  <th scope="row" className={`${cell} text-left font-normal max-md:block max-md:p-0`}>
                    <Link to={`${base}/${row.id}`} className="font-medium underline-offset-4 hover:underline">{row.name}</Link>
                    <span className="ml-2 inline-block"><TemperatureBadge priority={row.priority} score={row.score} /></span>
                    <span className="block text-13 break-all text-muted">{row.email}</span>
                    {row.comments ? <span className="line-clamp-2 max-w-prose text-13 break-words">{row.comments}</span> : null}
                  </th>
                  <td className={`${cell} max-md:block max-md:px-0 max-md:py-1`}>{row.reason}</td>
                  <td className={`${cell} max-md:inline max-md:p-0 max-md:text-13 max-md:text-muted`}>{row.service}</td>
                  <td title={row.arrivedAt} className={`${cell} whitespace-nowrap text-muted max-md:ml-2 max-md:inline max-md:p-0 max-md:text-13`}>{row.arrived}</td>
                  {canDecide ? <td className={`${cell} max-md:block max-md:px-0`}><Decide id={row.id} name={row.name} /></td> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="mt-3"><Pager {...pages} /></div>
    </>
  );
}

function Decide({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('leads');
  return (
    <Form method="post" preventScrollReset className="flex gap-2 md:justify-end">
      <input type="hidden" name="id" value={id} />
      <Button size="small" name="intent" value="release" aria-label={t('quarantine.releaseName', { name })}>{t('quarantine.release')}</Button>
      <Button size="small" look="quiet" name="intent" value="spam" aria-label={t('quarantine.spamName', { name })}>{t('quarantine.spam')}</Button>
    </Form>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
