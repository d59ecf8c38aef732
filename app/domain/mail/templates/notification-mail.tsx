import type { MailFact, MailTemplate } from '../mail-template';
import { Action, Badge, Facts, Lines, type MailTone } from './mail-parts';

export interface NotificationMailFacts {
  organization: { name: string };
  /** One sentence: what happened. */
  title: string;
  /** "label: value" each, or a sentence. */
  lines: readonly string[];
  /** What the button says. */
  action: string;
  url: string;
  settingsUrl: string;
  /** The temperature of a request. */
  badge?: { tone: MailTone; text: string };
}

/** The label stands before the first colon of the first line; a sentence has none that early. */
const LABELLED = /^([^:\n]{1,40}): ([\s\S]+)$/;

/** What happened, its facts and the way there. */
export function notificationMail({ organization, title, lines, action, url, settingsUrl, badge }: NotificationMailFacts): MailTemplate {
  const facts: MailFact[] = [];
  const sentences: string[] = [];
  for (const line of lines) {
    const [, label, value] = LABELLED.exec(line) ?? [];
    if (label && value) facts.push([label, value]);
    else if (line.trim()) sentences.push(line);
  }
  return ({ t }) => ({
    subject: title,
    sender: organization.name,
    heading: title,
    preview: lines.join(' · ') || title,
    why: t('notification.why', { organization: organization.name }),
    settingsUrl,
    body: (
      <>
        {badge ? <Badge {...badge} /> : null}
        <Lines lines={sentences} />
        <Facts facts={facts} />
        <Action label={action} url={url} />
      </>
    ),
  });
}
