import { Hr } from '@react-email/hr';
import { Section } from '@react-email/section';
import { Fragment } from 'react';
import type { MailTemplate } from '../mail-template';
import { look } from './mail-look';
import { Action, Lines, Note } from './mail-parts';

export interface InvitationMailFacts {
  organization: string;
  subject: string;
  /** One for each language: nobody knows which one the reader speaks. */
  parts: readonly { language: string; lines: readonly string[]; open: string; why: string }[];
  url: string;
}

/** Asks a person to join. */
export function invitationMail({ organization, subject, parts, url }: InvitationMailFacts): MailTemplate {
  return () => ({
    subject,
    sender: organization,
    heading: subject,
    preview: parts[0]?.lines[0],
    body: parts.map(({ language, lines, open, why }, index) => (
      <Fragment key={language}>
        {index > 0 ? <Hr className="m-line" style={{ borderTop: `1px solid ${look.line}`, margin: '24px 0' }} /> : null}
        <Section lang={language}>
          <Lines lines={lines} />
          <Action label={open} url={url} />
          <Note text={why} />
        </Section>
      </Fragment>
    )),
  });
}
