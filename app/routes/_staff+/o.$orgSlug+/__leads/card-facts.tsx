import { ExternalLink, Mail, Phone, ShieldUser } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { CopyButton } from '~/ui/copy-button';
import { GivenConsents } from '../__privacy/given-consents';
import type { LeadCard } from './load-card.server';

/** Everything the client wrote, the ways to reach them first. */
export function CardFacts({ card }: { card: LeadCard }) {
  const { t } = useTranslation(['leads', 'personal-data']);
  const { lead, moments, budgetRead } = card;
  return (
    <div className="flex flex-col gap-4">
      <Card title={t('card.contact')}>
        <ul className="-my-1 flex flex-col">
          {lead.phone ? (
            <Way icon={<Phone aria-hidden="true" className="size-4 shrink-0 text-muted" />} href={`tel:${lead.phone.number}`} text={lead.phone.text} copy={lead.phone.number} />
          ) : null}
          <Way icon={<Mail aria-hidden="true" className="size-4 shrink-0 text-muted" />} href={`mailto:${lead.email}`} text={lead.email} copy={lead.email} />
        </ul>
        <dl className="mt-2 flex flex-col gap-2.5">
          <Fact label={t('fields.preferredContactMethod')}>{lead.preferredContactMethod && t(`contactMethod.${lead.preferredContactMethod}`)}</Fact>
          <Fact label={t('fields.convenientTime')}>{lead.convenientTime}</Fact>
        </dl>
      </Card>
      <Card title={t('card.facts')} aside={lead.reference}>
        <dl className="flex flex-col gap-2.5">
          <Fact label={t('fields.service')}>{lead.service}</Fact>
          <Fact label={t('fields.budget')}>{lead.budget && <>{lead.budget}{budgetRead ? <span className="block text-12 text-muted">{t('fields.budgetRead', { amount: budgetRead })}</span> : null}</>}</Fact>
          <Fact label={t('fields.deadline')}>{lead.deadline && t(`deadline.${lead.deadline}`)}</Fact>
          <Fact label={t('fields.companySize')}>{lead.companySize && t(`companySize.${lead.companySize}`)}</Fact>
          <Fact label={t('fields.businessNiche')}>{lead.businessNiche}</Fact>
          <Fact label={t('fields.businessInfo')}>{lead.businessInfo}</Fact>
          <Fact label={t('fields.comments')}>{lead.comments}</Fact>
          <Fact label={t('fields.name')}>{lead.fullName === lead.name ? null : lead.fullName}</Fact>
        </dl>
      </Card>
      <Card>
        <dl className="flex flex-col gap-2.5">
          <Fact label={t('card.arrived')}>{say(moments.created)}</Fact>
          <Fact label={t('card.answerBy')}>{say(moments.due)}</Fact>
          <Fact label={t('card.answeredAt')}>{say(moments.responded)}</Fact>
          {lead.source.map(({ key, value }) => <Fact key={key} label={t(`source.${key}`)}>{value}</Fact>)}
          <Fact label={t('card.consents')}>
            {card.consents.length > 0 ? <GivenConsents consents={card.consents} /> : <span className="block">{t('card.privacyConsent', { when: moments.consented?.text })}</span>}
            {lead.behaviorConsent ? null : <span className="block">{t('card.noBehaviorConsent')}</span>}
          </Fact>
        </dl>
        <a href={lead.clientPage} className="mt-3 inline-flex items-center gap-1.5 text-13 font-medium text-accent underline-offset-4 hover:underline">
          <ExternalLink aria-hidden="true" className="size-4" />
          {t('card.clientPage')}
        </a>
        {card.personalData ? (
          <a href={card.personalData} className="mt-2 flex items-center gap-1.5 text-13 font-medium text-accent underline-offset-4 hover:underline">
            <ShieldUser aria-hidden="true" className="size-4" />
            {t('personal-data:given.link')}
          </a>
        ) : null}
      </Card>
    </div>
  );
}

function Way({ icon, href, text, copy }: { icon: ReactNode; href: string; text: string; copy: string }) {
  return (
    <li className="flex items-center gap-2">
      {icon}
      <a href={href} className="min-w-0 flex-1 py-1 text-16 font-medium break-words text-ink underline-offset-4 hover:underline pointer-coarse:py-2.5">{text}</a>
      <CopyButton text={copy} />
    </li>
  );
}

/** What is not given takes no place. */
function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  if (children === null || children === '' || children === undefined) return null;
  return (
    <div>
      <dt className="text-12 text-muted">{label}</dt>
      <dd className="text-14 break-words whitespace-pre-line">{children}</dd>
    </div>
  );
}

function say(moment: { text: string; exact: string } | null): ReactNode {
  return moment && <span title={moment.exact}>{moment.text}</span>;
}
