import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { Building2, Ellipsis, Handshake, Pencil, ShieldUser, Trash2, User } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorScreen } from '~/ui/error-screen';
import { Menu, MenuPost } from '~/ui/menu';
import { PageHeader } from '~/ui/page-header';
import { Timeline } from '~/ui/timeline/timeline';
import { runContactIntent } from './__contacts/card-actions.server';
import { ContactFacts } from './__contacts/card-facts';
import { ContactDeals, ContactFiles, ContactLeads, ContactMerges } from './__contacts/card-related';
import { loadContactCard, type ContactCard } from './__contacts/load-card.server';
import { ContactMoney } from './__contacts/contact-money';
import { RelatedOrders } from './__orders/related-orders';
import { GivenConsents } from './__privacy/given-consents';
import { RelatedTasks } from './__tasks/related-tasks';

export const handle = { i18n: ['contacts', 'activities', 'deals', 'leads', 'tasks', 'money', 'orders', 'personal-data'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadContactCard(args.request, args.params.contactId, await requireStaff(args, 'contacts', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runContactIntent(args.request, args.params.contactId, await requireStaff(args, 'contacts', 'read'));
}

export default function ContactPage() {
  const { t } = useTranslation(['contacts', 'common', 'personal-data']);
  const card = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { contact, base, suspects, rights } = card;
  const KindIcon = contact.kind === 'COMPANY' ? Building2 : User;
  return (
    <article key={contact.id} data-id={contact.id}>
      <PageHeader title={contact.name} crumbs={[{ label: t('title'), to: `${base}/contacts${card.search}` }]} actions={<Actions card={card} />} />
      <div className="mb-5 flex flex-wrap items-center gap-2 text-13">
        <span className="inline-flex items-center gap-1.5 text-muted"><KindIcon aria-hidden="true" className="size-4" />{t(`kind.${contact.kind}`)}</span>
        {contact.tags.map((tag) => (
          <Link key={tag} to={`${base}/contacts?${new URLSearchParams({ tag }).toString()}`} className="inline-flex min-h-6 items-center rounded-full bg-sunken px-2.5 hover:underline pointer-coarse:min-h-9">{tag}</Link>
        ))}
      </div>
      <div className="mb-5 flex flex-col gap-3 empty:hidden">
        {answer?.intent === 'hasDeals' ? (
          <Alert tone="danger" title={t('hasDeals.title', { name: answer.name })}>
            <p>{t('hasDeals.text', { count: answer.count })} {t('hasDeals.how')}</p>
            <ul className="mt-1 flex flex-col">
              {answer.deals.map(({ id, title }: { id: string; title: string }) => <li key={id}><Link to={`${base}/deals/${id}`} className="underline underline-offset-4">{title}</Link></li>)}
            </ul>
          </Alert>
        ) : null}
        {answer?.intent === 'hasOrders' ? (
          <Alert tone="danger" title={t('hasOrders.title', { name: answer.name })}>
            <p>{t('hasOrders.text', { count: answer.count })} {t('hasOrders.how')}</p>
            <ul className="mt-1 flex flex-col">
              {answer.orders.map(({ id, number }: { id: string; number: string }) => <li key={id}><Link to={`${base}/orders/${id}`} className="underline underline-offset-4">{number}</Link></li>)}
            </ul>
          </Alert>
        ) : null}
        {rights.delete && suspects.length > 0 ? (
          <Alert tone="warm" title={t('card.suspects', { count: suspects.length })}>
            <ul className="flex flex-col gap-1">
              {suspects.map(({ id, name, matched, value }) => (
                <li key={id}>
                  <Link to={`${base}/contacts/${id}`} className="underline underline-offset-4">{name}</Link> — {t(`duplicate.${matched}`, { value })}{' · '}
                  <Link to={`${base}/contacts/merge?winner=${contact.id}&loser=${id}`} className="font-medium text-accent underline underline-offset-4">{t('card.compare')}</Link>
                </li>
              ))}
            </ul>
          </Alert>
        ) : null}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,19rem)_minmax(0,1fr)] xl:grid-cols-[minmax(0,19rem)_minmax(0,1fr)_minmax(0,21rem)]">
        <ContactFacts card={card} />
        <Timeline timeline={card.timeline} answer={answer?.intent === 'timeline' ? answer.timeline : undefined} hint={t('card.history')} />
        <div className="flex flex-col gap-4 lg:col-span-2 lg:grid lg:grid-cols-2 xl:col-span-1 xl:flex">
          <ContactMoney money={card.money} />
          <ContactDeals card={card} />
          {card.orders ? <RelatedOrders orders={card.orders} /> : null}
          {card.tasks ? <RelatedTasks tasks={card.tasks} /> : null}
          <ContactLeads card={card} />
          <ContactFiles card={card} />
          <ContactMerges card={card} />
          {card.consents.length > 0 ? <Card title={t('personal-data:given.title')}><GivenConsents consents={card.consents} /></Card> : null}
        </div>
      </div>
    </article>
  );
}

function Actions({ card: { contact, base, rights } }: { card: ContactCard }) {
  const { t } = useTranslation(['contacts', 'personal-data']);
  return (
    <>
      {rights.deal ? (
        <Link to={`${base}/deals/new?contact=${contact.id}`} className={buttonClass('secondary')}>
          <Handshake aria-hidden="true" className="size-4" />
          {t('card.newDeal')}
        </Link>
      ) : null}
      {rights.update ? (
        <Link to={`${base}/contacts/${contact.id}/edit`} data-shortcut="edit" className={buttonClass('primary')}>
          <Pencil aria-hidden="true" className="size-4" />
          {t('card.edit')}
        </Link>
      ) : null}
      {rights.personalData ? (
        <Link to={`${base}/settings/personal-data/person?contact=${contact.id}`} className={buttonClass('quiet')} aria-label={t('personal-data:given.link')} title={t('personal-data:given.link')}>
          <ShieldUser aria-hidden="true" className="size-4" />
        </Link>
      ) : null}
      {rights.delete ? (
        <Menu align="right" label={t('card.more')} summary={<Ellipsis aria-hidden="true" className="size-5" />} summaryClassName={buttonClass('quiet', 'normal', 'w-9 px-0! pointer-coarse:w-11')}>
          <MenuPost intent="delete" Icon={Trash2} isDanger aside={t('card.deleteHint')}>{t('card.delete')}</MenuPost>
        </Menu>
      ) : null}
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
