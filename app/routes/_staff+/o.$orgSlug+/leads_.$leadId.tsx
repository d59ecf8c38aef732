import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { ChevronLeft, ChevronRight, Handshake } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { TemperatureBadge } from '~/ui/temperature-badge';
import { Timeline } from '~/ui/timeline/timeline';
import { AssignForm } from './__leads/assign-form';
import { runCardIntent } from './__leads/card-actions.server';
import { CardFacts } from './__leads/card-facts';
import { CardBehavior, CardFiles } from './__leads/card-related';
import { CardScore } from './__leads/card-score';
import { StateActions } from './__leads/card-work';
import { loadLeadCard, type LeadCard } from './__leads/load-card.server';
import { RelatedTasks } from './__tasks/related-tasks';
import styles from './__leads/leads.css?url';

export const handle = { i18n: ['leads', 'activities', 'tasks', 'deals', 'personal-data'] };

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadLeadCard(args.request, args.params.leadId, await requireStaff(args, 'leads', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runCardIntent(args.request, args.params.leadId, await requireStaff(args, 'leads', 'read'));
}

export default function LeadPage() {
  const { t } = useTranslation(['leads', 'deals']);
  const card = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { lead, base, search, clock, moments, rights } = card;
  const list = `${base}/leads${search ? `?${search}` : ''}`;
  const resultOf = (intent: 'state' | 'assign' | 'override') => (answer && answer.intent === intent ? answer.result : undefined);
  const assignError = resultOf('assign')?.error?.assigneeId?.map((key: string) => t(key)).join(' ') ?? null;
  return (
    <article key={lead.id} data-id={lead.id} data-score={card.score.score} data-priority={lead.priority} className="leads">
      <PageHeader
        title={lead.name}
        crumbs={[{ label: t('title'), to: list }]}
        actions={
          <>
            {rights.mayConvert ? (
              <Link to={`${base}/leads/${lead.id}/convert`} className={buttonClass(lead.state === 'IN_PROGRESS' ? 'primary' : 'secondary')}>
                <Handshake aria-hidden="true" className="size-4" />
                {t('deals:outcome.convert')}
              </Link>
            ) : null}
            <StateActions card={card} lastResult={resultOf('state')} />
            <Neighbours card={card} />
          </>
        }
      />
      <div className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 text-14">
        <TemperatureBadge priority={lead.priority} score={card.score.score} />
        <span className="lead-clock" data-clock={clock.tone}>{clock.text}</span>
        <span className="rounded-full border border-line bg-surface px-2.5 py-0.5 text-13">{t(`state.${lead.state}`)}</span>
        {lead.rejectReason ? <span className="text-13 text-muted">{t('card.rejectedBecause')}: {lead.rejectReason}</span> : null}
        {lead.duplicateCount > 0 ? <span className="text-13 text-muted">{t('card.duplicates', { count: lead.duplicateCount, when: moments.duplicated?.text ?? '' })}</span> : null}
      </div>
      <div className="mb-5 flex flex-col gap-3 empty:hidden">
        {answer?.intent === 'conflict' ? (
          <Alert tone="danger" title={t('conflict.title')}>
            <p>{answer.conflict.allowed ?? answer.conflict.now}</p>
            <p>{answer.conflict.wanted}</p>
          </Alert>
        ) : null}
        {card.quarantine ? <Alert tone="warm" title={t('card.quarantined', { reason: card.quarantine })} /> : null}
        {rights.isOthers ? <Alert>{t(lead.assigneeId ? 'card.notYours' : 'card.notAssigned')}</Alert> : null}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,19rem)_minmax(0,1fr)] xl:grid-cols-[minmax(0,19rem)_minmax(0,1fr)_minmax(0,19rem)]">
        <CardFacts card={card} />
        <Timeline timeline={card.timeline} answer={answer?.intent === 'timeline' ? answer.timeline : undefined} hint={card.clock.tone === 'done' ? null : t('activities:bodyHint')} />
        <div className="flex flex-col gap-4 lg:col-span-2 lg:grid lg:grid-cols-2 xl:col-span-1 xl:flex">
          {card.outcome ? (
            <Card title={t('deals:outcome.title')}>
              <ul className="flex flex-col gap-2 text-14">
                {card.outcome.deal ? <li><Link to={`${base}/deals/${card.outcome.deal.id}`} className="font-medium underline-offset-4 hover:underline">{card.outcome.deal.title}</Link><span className="block text-13 text-muted">{t('deals:outcome.deal')} · {t(`deals:state.${card.outcome.deal.state}`)}</span></li> : null}
                {card.outcome.contact ? <li><Link to={`${base}/contacts/${card.outcome.contact.id}`} className="font-medium underline-offset-4 hover:underline">{card.outcome.contact.name}</Link><span className="block text-13 text-muted">{t('deals:outcome.contact')}</span></li> : null}
                {card.outcome.deal || card.outcome.contact ? null : <li className="text-muted">{t('deals:outcome.hidden')}</li>}
              </ul>
            </Card>
          ) : null}
          <Card title={t('card.assignee')}><AssignForm card={card} error={assignError} /></Card>
          {card.tasks ? <RelatedTasks tasks={card.tasks} /> : null}
          <CardScore card={card} lastResult={resultOf('override')} />
          <CardFiles files={card.files} />
          <CardBehavior card={card} />
        </div>
      </div>
    </article>
  );
}

function Neighbours({ card: { base, search, neighbours } }: { card: LeadCard }) {
  const { t } = useTranslation('leads');
  const suffix = search ? `?${search}` : '';
  const steps = [
    { id: neighbours.previous, label: t('card.previous'), Icon: ChevronLeft, rel: 'prev' },
    { id: neighbours.next, label: t('card.next'), Icon: ChevronRight, rel: 'next' },
  ];
  return (
    <nav aria-label={t('card.positions')} className="flex">
      {steps.map(({ id, label, Icon, rel }) =>
        id ? (
          <Link key={rel} to={`${base}/leads/${id}${suffix}`} rel={rel} title={label} aria-label={label} className={buttonClass('quiet', 'normal', 'w-9 px-0! pointer-coarse:w-11')}>
            <Icon aria-hidden="true" className="size-5" />
          </Link>
        ) : null,
      )}
    </nav>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
