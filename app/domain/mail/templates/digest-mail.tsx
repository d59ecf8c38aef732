import type { MailTemplate } from '../mail-template';
import { Action, News, Note } from './mail-parts';

export interface DigestMailFacts {
  organization: { name: string };
  /** The newest first: what happened, its facts in short, and when, in words. */
  items: readonly { title: string; lines?: readonly string[]; at?: string; url: string }[];
  /** How many there are in all; more than the items when the list is cut. */
  count: number;
  /** The list of notifications. */
  url: string;
  settingsUrl: string;
}

/** Several notifications in one mail. */
export function digestMail({ organization, items, count, url, settingsUrl }: DigestMailFacts): MailTemplate {
  const rest = count - items.length;
  return ({ t }) => ({
    subject: t('digest.subject', { count, organization: organization.name }),
    sender: organization.name,
    heading: t('digest.heading'),
    preview: items.map(({ title }) => title).join(' · '),
    why: t('digest.why', { organization: organization.name }),
    settingsUrl,
    body: (
      <>
        {items.map((item, index) => <News key={index} {...item} />)}
        {rest > 0 ? <Note text={t('digest.more', { count: rest })} /> : null}
        <Action label={t('digest.open')} url={url} />
      </>
    ),
  });
}
