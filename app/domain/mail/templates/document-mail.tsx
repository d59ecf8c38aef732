import type { MailTemplate } from '../mail-template';
import { Lines, Note } from './mail-parts';

export interface DocumentMailFacts {
  company: string;
  /** The document with its number. */
  title: string;
  hello: string;
  /** Words of the sender. */
  message: string | null;
  attached: string;
  /** Telephone and address of the company. */
  contacts: string;
}

/** Takes a document to the client, who is asked for nothing: no button, the paper is in the attachment. */
export function documentMail({ company, title, hello, message, attached, contacts }: DocumentMailFacts): MailTemplate {
  return () => ({
    subject: `${title} — ${company}`,
    sender: company,
    heading: title,
    preview: attached,
    body: (
      <>
        <Lines lines={[hello, ...(message ? [message] : []), attached]} />
        <Note text={[company, contacts].filter(Boolean).join('\n')} />
      </>
    ),
  });
}
