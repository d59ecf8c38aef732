import { Link } from '@remix-run/react';
import { Mail, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { PersonChip } from '~/ui/person-chip';
import type { ContactCard } from './load-card.server';

/** What is known about a contact, the ways to reach it first. */
export function ContactFacts({ card }: { card: ContactCard }) {
  const { t } = useTranslation('contacts');
  const { contact, facts, bank, made, base, rights } = card;
  const hasWays = contact.phones.length + contact.emails.length > 0;
  return (
    <div className="flex flex-col gap-4">
      <Card title={t('card.contact')}>
        {hasWays ? (
          <ul className="-my-1 flex flex-col">
            {contact.phones.map(({ number, text }) => (
              <Way key={number} icon={<Phone aria-hidden="true" className="size-4 shrink-0 text-muted" />} href={`tel:${number}`} text={text} />
            ))}
            {contact.emails.map((email) => (
              <Way key={email} icon={<Mail aria-hidden="true" className="size-4 shrink-0 text-muted" />} href={`mailto:${email}`} text={email} />
            ))}
          </ul>
        ) : (
          <p className="text-14 text-muted">
            {t('card.noWays')} {rights.update ? <Link to={`${base}/contacts/${contact.id}/edit`} className="text-accent underline-offset-4 hover:underline">{t('card.addWays')}</Link> : null}
          </p>
        )}
      </Card>
      <Card title={t('card.facts')}>
        <dl className="flex flex-col gap-2.5">
          <Fact label={t('form.owner')}><PersonChip name={contact.owner} none={t('form.nobody')} /></Fact>
          {facts.map(({ key, label, value }) => <Fact key={key} label={label ?? t(`fieldNames.${key}`)}>{value}</Fact>)}
          <Fact label={t('card.created')}>
            <span title={made.created.exact}>{made.created.text}</span>
            {made.by ? <span className="text-muted"> · {made.by}</span> : null}
          </Fact>
        </dl>
      </Card>
      {bank.length > 0 ? (
        <Card title={t('card.bank')}>
          <dl className="flex flex-col gap-2.5">
            {bank.map(({ key, value }) => <Fact key={key} label={t(`fieldNames.${key}`)}><span className={key === 'bankName' ? '' : 'tabular-nums'}>{value}</span></Fact>)}
          </dl>
        </Card>
      ) : null}
    </div>
  );
}

function Way({ icon, href, text }: { icon: ReactNode; href: string; text: string }) {
  return (
    <li className="flex items-center gap-2.5">
      {icon}
      <a href={href} className="min-w-0 flex-1 py-1 text-16 font-medium break-words text-ink underline-offset-4 hover:underline pointer-coarse:py-2.5">{text}</a>
    </li>
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
