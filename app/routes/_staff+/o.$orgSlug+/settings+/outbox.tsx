import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { Mail } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { hasUnsentMail, listOutbox, OUTBOX_ORDER, readMailHtml } from '~/domain/mail/outbox.server';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { isMailConfigured, retryMail } from '~/platform/mail.server';
import { redirectWithToast } from '~/platform/toast.server';
import { Alert } from '~/ui/alert';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { EmptyState } from '~/ui/empty-state';
import { formatDateTime, sayTime } from '~/ui/format';
import { Pager } from '~/ui/list/pager';

export const handle = { i18n: ['outbox'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org } = await requireStaff(args, 'organization', 'update');
  const { request } = args;
  const search = new URL(request.url).searchParams;
  const open = search.get('open');
  const [{ rows, pages }, html, hasUnsent, t, language] = await Promise.all([
    turnPage(parsePlace(search, OUTBOX_ORDER), '', (place) => listOutbox(db, { organizationId: org.id, ...place })),
    isUuid(open) ? readMailHtml(db, open) : null,
    hasUnsentMail(db),
    getFixedT(request, 'outbox'),
    getLanguage(request),
  ]);
  const now = new Date();
  return {
    title: `${t('title')} · ${org.name}`,
    isConfigured: isMailConfigured(),
    hasUnsent,
    pages,
    drawn: html === null ? null : { id: open, html },
    rows: rows.map(({ createdAt, sentAt, kind: _kind, ...row }) => ({
      ...row,
      at: sayTime(sentAt ?? createdAt, now, language, org.timeZone),
      exact: formatDateTime(sentAt ?? createdAt, language, org.timeZone),
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { org } = await requireStaff(args, 'organization', 'update');
  const form = await args.request.formData();
  const [intent, id] = [form.get('intent'), form.get('id')];
  if (intent !== 'retry' && intent !== 'retryAll') throw data(null, 400);
  if (intent === 'retry' && !isUuid(id)) throw data(null, 404);
  const t = await getFixedT(args.request, 'outbox');
  const outbox = `/o/${org.slug}/settings/outbox`;
  if (!isMailConfigured()) return redirectWithToast(outbox, { message: t('noServer.title'), tone: 'error' });
  const count = await retryMail(org.id, isUuid(id) ? [id] : undefined);
  return redirectWithToast(outbox, { message: t('queued', { count }), tone: count > 0 ? 'success' : 'info' });
}

const tones = { HELD: 'bg-warm-soft text-warm', QUEUED: 'bg-cool-soft text-cool', SENT: 'bg-ok-soft text-ok', FAILED: 'bg-danger-soft text-danger' };

/** Every mail and what became of it: nothing is lost silently, also where no mail server is configured. */
export default function OutboxPage() {
  const { t } = useTranslation('outbox');
  const { rows, drawn, isConfigured, hasUnsent, pages } = useLoaderData<typeof loader>();
  return (
    <section aria-labelledby="outbox" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="outbox" className="text-20 font-semibold">{t('title')}</h2>
          <p className="max-w-prose text-14 text-muted">{t('intro')}</p>
        </div>
        {isConfigured && hasUnsent ? <Form method="post"><Button name="intent" value="retryAll">{t('retryAll')}</Button></Form> : null}
      </div>
      {isConfigured ? null : <Alert tone="warm" title={t('noServer.title')}>{t('noServer.text')}</Alert>}
      {rows.length === 0 ? (
        <EmptyState icon={Mail} title={t('empty.title')}>{t('empty.text')}</EmptyState>
      ) : (
        <ul aria-label={t('title')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
          {rows.map((mail) => (
            <li key={mail.id} data-row="mail" data-id={mail.id} data-state={mail.state} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
              <details className="min-w-0 flex-1 basis-72" open={drawn?.id === mail.id || undefined}>
                <summary className="rounded-control">
                  <span className="block text-14 font-medium break-words">{mail.subject}</span>
                  <span className="block text-13 break-words text-muted">{t('to', { to: mail.to })} · <span title={mail.exact}>{mail.at}</span></span>
                </summary>
                {drawn?.id === mail.id ? (
                  <iframe sandbox="" srcDoc={drawn.html} title={t('drawn', { subject: mail.subject })} className="mt-2 h-120 w-full rounded-control border border-line bg-canvas" />
                ) : (
                  <Link to={`?open=${mail.id}`} preventScrollReset className="mt-2 inline-block text-13 text-accent underline">{t('show')}</Link>
                )}
                <pre className="mt-2 max-h-96 overflow-auto rounded-control bg-sunken p-3 font-sans text-13 break-words whitespace-pre-wrap scroll-thin">{mail.text}</pre>
              </details>
              <div className="flex flex-wrap items-center gap-2">
                <span className={cx('rounded-full px-2.5 py-0.5 text-13 font-medium', tones[mail.state])}>{t(`state.${mail.state}`)}</span>
                {isConfigured && (mail.state === 'HELD' || mail.state === 'FAILED') ? (
                  <Form method="post" preventScrollReset>
                    <input type="hidden" name="id" value={mail.id} />
                    <Button size="small" name="intent" value="retry" aria-label={t('retryOne', { subject: mail.subject })}>{t('retry')}</Button>
                  </Form>
                ) : null}
              </div>
              {mail.lastError ? <p className="w-full text-13 break-words text-danger">{t('lastError', { count: mail.attempts, error: mail.lastError })}</p> : null}
            </li>
          ))}
        </ul>
      )}
      <Pager {...pages} />
    </section>
  );
}
