import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { Language } from '~/platform/i18n';

/** What leaves: both parts say the same. */
export interface Mail {
  /** One line. */
  subject: string;
  text: string;
  html: string;
}

/** The reader's words: `t` of the namespace `mail`. */
export interface MailWords {
  t: TFunction;
  language: Language;
  /** Day and time as the language writes them. */
  sayTime: (at: Date, timeZone: string) => string;
}

/** One mail, worded but not drawn. */
export interface MailPage {
  subject: string;
  /** What a list of mails shows beside the subject; without it the heading. */
  preview?: string;
  /** Who speaks: the organisation; null when it is Teplo itself. */
  sender: string | null;
  heading: string;
  body: ReactNode;
  /** Why the reader got it. */
  why?: string;
  /** Where the reader can switch such mails off. */
  settingsUrl?: string;
}

export type MailTemplate = (words: MailWords) => MailPage;

/** A label and what it says; empty ones are left out where they are drawn. */
export type MailFact = readonly [label: string, value: string | null | undefined];
