import { Link } from '@remix-run/react';
import { Mail, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { PersonChip } from '~/ui/person-chip';
import type { DealCard } from './load-card.server';

/** What is known about a deal: money and time first, then who, then the organisation's own fields. */
export function DealFacts({ card: { deal, custom, contact, base } }: { card: DealCard }) {
  const { t } = useTranslation('deals');
  const { moments } = deal;
  return (
    <div className="flex flex-col gap-4">
      <Card title={t('card.contact')}>
        {contact.isSeen ? <Link to={`${base}/contacts/${contact.id}`} className="text-16 font-medium underline-offset-4 hover:underline">{contact.name}</Link> : <p className="text-16 font-medium">{contact.name}</p>}
        {contact.person ? <p className="text-13 text-muted">{contact.person}</p> : null}
        <ul className="mt-1 flex flex-col">
          {contact.phones.map(({ number, text }) => (
            <li key={number} className="flex items-center gap-2.5"><Phone aria-hidden="true" className="size-4 shrink-0 text-muted" /><a href={`tel:${number}`} className="py-1 text-14 underline-offset-4 hover:underline pointer-coarse:py-2.5">{text}</a></li>
          ))}
          {contact.emails.map((email) => (
            <li key={email} className="flex items-center gap-2.5"><Mail aria-hidden="true" className="size-4 shrink-0 text-muted" /><a href={`mailto:${email}`} className="min-w-0 py-1 text-14 break-words underline-offset-4 hover:underline pointer-coarse:py-2.5">{email}</a></li>
          ))}
        </ul>
      </Card>
      <Card title={t('card.facts')}>
        <dl className="flex flex-col gap-2.5">
          <Fact label={t('fields.amount')}>{deal.amount ? <span data-metric="deal-amount" data-value={deal.amount.value} className="text-20 font-semibold tabular-nums">{deal.amount.text}</span> : <span className="text-muted">{t('noAmount')}</span>}</Fact>
          {deal.lostReason === null ? null : <Fact label={t('fields.lostReason')}>{deal.lostReason}{deal.lostNote ? <span className="block text-13 text-muted">{deal.lostNote}</span> : null}</Fact>}
          {deal.close ? <Fact label={t('fields.expectedCloseDay')}><span className={deal.close.isPast ? 'text-danger' : undefined}>{deal.close.text}</span></Fact> : null}
          <Fact label={t('fields.owner')}><PersonChip name={deal.owner} none={t('nobody')} /></Fact>
          {deal.pipeline ? <Fact label={t('fields.pipeline')}>{deal.pipeline}</Fact> : null}
          {custom.map(({ key, label, value }) => <Fact key={key} label={label}>{value}</Fact>)}
          {deal.notes ? <Fact label={t('fields.notes')}>{deal.notes}</Fact> : null}
          {(['stageSince', 'won', 'lost', 'closed'] as const).map((name) => (moments[name] ? <Fact key={name} label={t(`fields.${name}`)}><span title={moments[name].exact}>{moments[name].text}</span></Fact> : null))}
          <Fact label={t('fields.created')}>
            <span title={moments.created ? moments.created.exact : undefined}>{moments.created ? moments.created.text : null}</span>
            {deal.author ? <span className="text-muted"> · {deal.author}</span> : null}
          </Fact>
        </dl>
      </Card>
    </div>
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
