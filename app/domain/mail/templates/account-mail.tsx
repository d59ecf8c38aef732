import type { MailTemplate } from '../mail-template';
import { Action, Code, Lines, Note } from './mail-parts';

export interface AccountMailFacts {
  subject: string;
  /** Without it the subject. */
  heading?: string;
  lines: readonly string[];
  /** A code to type by hand. */
  code?: string;
  button?: { label: string; url: string };
  /** What matters less: how long a link works, what to do if it was not the reader. */
  note?: string;
  /** Why it came, below the card. */
  why?: string;
  /** The organisation that speaks; none for what concerns the account itself. */
  sender?: string;
}

/** A mail about the reader's account, worded by its writer in the reader's language. */
export function accountMail({ subject, heading = subject, lines, code, button, note, why, sender }: AccountMailFacts): MailTemplate {
  return () => ({
    subject,
    sender: sender ?? null,
    heading,
    preview: lines[0],
    why,
    body: (
      <>
        <Lines lines={lines} />
        {code ? <Code code={code} /> : null}
        {button ? <Action {...button} /> : null}
        {note ? <Note text={note} /> : null}
      </>
    ),
  });
}
