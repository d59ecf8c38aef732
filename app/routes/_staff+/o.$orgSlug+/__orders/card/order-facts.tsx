import { Link } from '@remix-run/react';
import { Mail, MapPin, Navigation, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { PersonChip } from '~/ui/person-chip';
import type { OrderCard } from './load-card.server';

/** Who the work is for, where, when, and who does it. */
export function OrderFacts({ card }: { card: OrderCard }) {
  const { t } = useTranslation('orders');
  const { order, deal, lead, base } = card;
  const { times } = order;
  return (
    <div className="flex flex-col gap-4">
      <ClientCard card={card} />
      <Card title={t('card.facts')}>
        <dl className="flex flex-col gap-2.5">
          {(['plannedStart', 'plannedEnd', 'actualStart', 'actualEnd'] as const).map((name) => (times[name] ? <Fact key={name} label={t(`fields.${name}`)}><span title={times[name].exact}>{times[name].text}</span></Fact> : null))}
          <Fact label={t('fields.operators')}>
            {order.operators.length === 0 ? <span className="text-muted">{t('nobody')}</span> : <ul className="flex flex-col gap-1">{order.operators.map(({ id, name }) => <li key={id}><PersonChip name={name} /></li>)}</ul>}
          </Fact>
          <Fact label={t('fields.manager')}><PersonChip name={order.manager} none={t('nobody')} /></Fact>
          {order.description ? <Fact label={t('fields.description')}>{order.description}</Fact> : null}
          {order.cancelReason ? <Fact label={t('fields.cancelReason')}>{order.cancelReason}</Fact> : null}
          {order.completionNote ? <Fact label={t('fields.completionNote')}>{order.completionNote}</Fact> : null}
          {deal ? <Fact label={t('fields.deal')}><Link to={`${base}/deals/${deal.id}`} className="underline-offset-4 hover:underline">{deal.title}</Link></Fact> : null}
          {lead ? <Fact label={t('fields.lead')}><Link to={`${base}/leads/${lead.id}`} className="underline-offset-4 hover:underline">{lead.service} · {lead.reference}</Link></Fact> : null}
          <Fact label={t('fields.created')}>
            <time title={times.created?.exact}>{times.created?.text}</time>
            {order.author ? <span className="text-muted"> · {order.author}</span> : null}
          </Fact>
        </dl>
      </Card>
    </div>
  );
}

/** The client, one touch away; and the way there. */
export function ClientCard({ card: { client, order, maps, base } }: { card: OrderCard }) {
  const { t } = useTranslation('orders');
  const link = 'inline-flex items-center gap-2.5 py-1 text-14 underline-offset-4 hover:underline pointer-coarse:min-h-11';
  return (
    <Card title={t('card.client')}>
      {client === null ? <p className="text-14 text-muted">{t('noClient')}</p> : (
        <>
          {client.isSeen ? <Link to={`${base}/contacts/${client.id}`} className="text-16 font-medium underline-offset-4 hover:underline">{client.name}</Link> : <p className="text-16 font-medium">{client.name}</p>}
          {client.person ? <p className="text-13 text-muted">{client.person}</p> : null}
          <ul className="mt-1 flex flex-col">
            {client.phones.map(({ number, text }) => <li key={number}><a href={`tel:${number}`} className={link}><Phone aria-hidden="true" className="size-4 shrink-0 text-muted" />{text}</a></li>)}
            {client.emails.map((email) => <li key={email}><a href={`mailto:${email}`} className={link}><Mail aria-hidden="true" className="size-4 shrink-0 text-muted" /><span className="min-w-0 break-all">{email}</span></a></li>)}
          </ul>
        </>
      )}
      {order.address ? (
        <p className="mt-2 flex items-start gap-2.5 border-t border-line pt-3 text-14"><MapPin aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />{order.address}</p>
      ) : null}
      {maps ? (
        <p className="mt-1 flex flex-wrap gap-x-4 no-print">
          <a href={maps.web} target="_blank" rel="noreferrer" className={link}><Navigation aria-hidden="true" className="size-4 shrink-0 text-muted" />{t('card.map')}</a>
          <a href={maps.app} className={`${link} hidden pointer-coarse:inline-flex`}>{t('card.navigate')}</a>
        </p>
      ) : null}
    </Card>
  );
}

function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt className="text-12 text-muted">{label}</dt>
      <dd className="text-14 break-words whitespace-pre-line">{children}</dd>
    </div>
  );
}
