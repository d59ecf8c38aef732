import { Check, CircleCheck, Paperclip } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseWords } from '~/domain/leads/response-words';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { formatDateTime } from '~/ui/format';
import { ClientOrder, type ShownOrder } from './__client-order';
import { Contacts, type ShownOrganization } from './__public-frame';

type ShownState = 'NEW' | 'IN_PROGRESS' | 'CONVERTED' | 'REJECTED';

export interface SentPage {
  organization: ShownOrganization & { id: string; timeZone: string };
  lead: {
    reference: string; state: ShownState; createdAt: Date; behaviorConsent: boolean;
    firstName: string; lastName: string; email: string; phone: string | null; serviceName: string;
    budget: string | null; companySize: string | null; deadline: string | null; comments: string | null;
    convenientTime: string | null; preferredContactMethod: string | null;
    files: { id: string; name: string }[];
  };
  due: { at: Date; words: ResponseWords } | null;
  isAnswered: boolean;
  order: ShownOrder | null;
  /** Why a quote could not be accepted just now. */
  problem: string | null;
  isWithdrawn: boolean;
}

/** The client's own page: that the request has arrived, what happens next and when, and what was sent. */
export function SentRequest({ page }: { page: SentPage }) {
  const { t } = useTranslation('state');
  const { organization, lead } = page;
  return (
    <main data-sent-form={organization.id} className="flex flex-col gap-4 pt-2 md:pt-4">
      <section className="rounded-card border border-line bg-surface px-5 py-7 shadow-card md:px-8 md:py-9">
        <CircleCheck aria-hidden="true" className="mb-4 size-10 text-ok" strokeWidth={1.5} />
        <h1 className="text-28 font-semibold tracking-tight">{lead.state === 'NEW' ? t('received') : t(`state.${lead.state}`)}</h1>
        <p className="mt-2 text-16 text-muted">
          {t(lead.state === 'NEW' ? 'thanks' : 'thanksLater', { name: lead.firstName })} {t(`stateText.${lead.state}`)}
        </p>
        <AnswerTime page={page} />
        <Track state={lead.state} />
        <dl className="mt-6 flex flex-wrap items-baseline gap-x-3 gap-y-1 border-t border-line pt-5">
          <dt className="text-14 text-muted">{t('reference')}</dt>
          <dd data-reference className="font-mono text-20 font-semibold tracking-widest select-all">{lead.reference}</dd>
        </dl>
        <p className="mt-1 text-13 text-muted">{t('copyHint')} {t('keepLink')}</p>
      </section>
      {page.order ? <ClientOrder order={page.order} timeZone={organization.timeZone} problem={page.problem} /> : null}
      {lead.state === 'NEW' && !page.order ? <Next lead={lead} /> : null}
      <Summary page={page} />
      <Consent page={page} />
      <div className="flex flex-wrap items-end justify-between gap-4 px-1 pt-4">
        <Contacts organization={organization} title={t('contacts')} />
        <a href={organization.formUrl} className={buttonClass('secondary', 'large')}>{t('another')}</a>
      </div>
    </main>
  );
}

/** When the answer comes, in words and by the company's clock. */
function AnswerTime({ page: { due, isAnswered, organization } }: { page: SentPage }) {
  const { t, i18n } = useTranslation('state');
  if (isAnswered) return <p className="mt-5 text-16 font-semibold text-ok">{t('due.answered')}</p>;
  if (!due) return null;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : i18n.language, { timeZone: organization.timeZone, ...options }).format(due.at);
  const text = t(`due.${due.words}`, {
    time: format({ timeStyle: 'short' }),
    date: format({ day: 'numeric', month: 'long' }),
    weekday: format({ weekday: i18n.language === 'en' ? 'long' : 'short' }),
  });
  return (
    <div className="mt-5 rounded-control bg-accent-soft px-4 py-3.5">
      <p className="text-16 font-semibold"><time dateTime={due.at.toISOString()}>{text}</time></p>
      {due.words === 'late' ? null : <p className="mt-0.5 text-13 text-muted">{t('zone', { zone: organization.timeZone.replace('_', ' ') })}</p>}
    </div>
  );
}

function Track({ state }: { state: ShownState }) {
  const { t } = useTranslation('state');
  const last = state === 'REJECTED' ? 'closed' : 'done';
  const steps = ['received', 'working', last] as const;
  const reached = { NEW: 0, IN_PROGRESS: 1, CONVERTED: 2, REJECTED: 2 }[state];
  return (
    <ol aria-label={t('steps.label')} className="mt-6 grid grid-cols-3 gap-2">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === reached ? 'step' : undefined}
          className={cx('flex items-center gap-1.5 border-t-4 pt-2 text-13', index <= reached ? 'border-accent font-semibold' : 'border-line text-muted')}
        >
          {index <= reached ? <Check aria-hidden="true" className="size-4 text-accent" /> : null}
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-card border border-line bg-surface px-5 py-6 shadow-card md:px-8">
      <h2 className="mb-4 text-16 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Next({ lead }: { lead: SentPage['lead'] }) {
  const { t } = useTranslation('state');
  const asked = lead.preferredContactMethod ?? 'any';
  const way = t(`way.${asked === 'phone' && !lead.phone ? 'any' : asked}`, { phone: lead.phone, email: lead.email });
  return (
    <Section title={t('next.title')}>
      <ol className="flex flex-col gap-3">
        {[t('next.read'), t('next.contact', { way }), t('next.offer')].map((text, index) => (
          <li key={text} className="flex gap-3 text-14">
            <span aria-hidden="true" className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-12 font-semibold">{index + 1}</span>
            <span className="pt-0.5">{text}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Summary({ page: { lead, organization } }: { page: SentPage }) {
  const { t, i18n } = useTranslation(['state', 'form']);
  const choice = (name: 'companySize' | 'deadline' | 'preferredContactMethod') => lead[name] && t(`form:options.${name}.${lead[name]}`);
  const rows: [string, string | null][] = [
    [t('form:fields.serviceId.label'), lead.serviceName],
    [t('form:fields.comments.label'), lead.comments],
    [t('form:fields.budget.label'), lead.budget],
    [t('form:fields.deadline.label'), choice('deadline')],
    [t('form:fields.companySize.label'), choice('companySize')],
    [t('form:fields.firstName.label'), `${lead.firstName} ${lead.lastName}`],
    [t('form:fields.email.label'), lead.email],
    [t('form:fields.phone.label'), lead.phone],
    [t('form:fields.preferredContactMethod.label'), choice('preferredContactMethod')],
    [t('form:fields.convenientTime.label'), lead.convenientTime],
    [t('sentAt'), formatDateTime(lead.createdAt, i18n.language, organization.timeZone)],
  ];
  return (
    <Section title={t('summary')}>
      <dl className="flex flex-col divide-y divide-line">
        {rows.map(([name, value]) =>
          value ? (
            <div key={name} className="flex flex-col gap-0.5 py-2.5 first:pt-0 last:pb-0 sm:flex-row sm:gap-4">
              <dt className="shrink-0 text-14 text-muted sm:w-44">{name}</dt>
              <dd className="min-w-0 text-14 break-words whitespace-pre-line"><bdi>{value}</bdi></dd>
            </div>
          ) : null,
        )}
      </dl>
      {lead.files.length > 0 ? (
        <ul aria-label={t('files')} className="mt-4 flex flex-col gap-1.5 border-t border-line pt-4">
          {lead.files.map((file) => (
            <li key={file.id} className="flex items-center gap-2 text-14">
              <Paperclip aria-hidden="true" className="size-4 shrink-0 text-muted" />
              <bdi className="truncate">{file.name}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

function Consent({ page: { lead, isWithdrawn } }: { page: SentPage }) {
  const { t } = useTranslation('state');
  if (isWithdrawn && !lead.behaviorConsent) return <Alert tone="ok">{t('consent.withdrawn')}</Alert>;
  if (!lead.behaviorConsent) return null;
  return (
    <Section title={t('consent.title')}>
      <p className="text-14 text-muted">{t('consent.given')}</p>
      <form method="post" className="mt-4">
        <button name="intent" value="withdraw" className={buttonClass('secondary', 'large')}>{t('consent.withdraw')}</button>
      </form>
    </Section>
  );
}
