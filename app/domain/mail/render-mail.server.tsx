import { render, toPlainText } from '@react-email/render';
import { fallbackLanguage, isLanguage } from '~/platform/i18n';
import { getFixedT } from '~/platform/i18n.server';
import type { Mail, MailTemplate, MailWords } from './mail-template';
import { MailLayout } from './templates/mail-layout';

type TextOptions = NonNullable<Parameters<typeof toPlainText>[1]>;

/** As much of html-to-text as is spoken to; it brings no types. */
interface TextElement {
  attribs?: Record<string, string>;
  children: unknown[];
}
interface TextBuilder {
  openBlock: (options: { leadingLineBreaks: number }) => void;
  addInline: (text: string) => void;
  closeBlock: (options: { trailingLineBreaks: number }) => void;
}

/** How the text part is read out of the drawn one: rows stay rows, the button says where it leads. */
const TEXT: TextOptions = {
  formatters: {
    action(element: TextElement, walk: (children: unknown[], builder: TextBuilder) => void, builder: TextBuilder) {
      builder.openBlock({ leadingLineBreaks: 2 });
      walk(element.children, builder);
      builder.addInline(`: ${element.attribs?.href ?? ''}`);
      builder.closeBlock({ trailingLineBreaks: 2 });
    },
  },
  selectors: [
    { selector: 'h1', options: { uppercase: false } },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inline' },
    { selector: 'hr', options: { length: 2 } },
    { selector: 'a[data-action]', format: 'action' },
  ],
};

/** A line break in a subject would begin a header of the writer's choice. */
function toOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/ {2,}/g, ' ').trim();
}

/**
 * Words a mail in its reader's language (Russian when none was chosen) and draws both of its parts. Whatever people have
 * typed is text in both.
 */
export async function renderMail(template: MailTemplate, { locale }: { locale: string | null }): Promise<Mail> {
  const language = isLanguage(locale) ? locale : fallbackLanguage;
  const words: MailWords = {
    t: await getFixedT(language, 'mail'),
    language,
    sayTime: (at, timeZone) => at.toLocaleString(language === 'en' ? 'en-GB' : 'ru-RU', { timeZone, dateStyle: 'medium', timeStyle: 'short' }),
  };
  const page = template(words);
  const subject = toOneLine(page.subject);
  const html = await render(<MailLayout page={{ ...page, subject }} words={words} />);
  return { subject, html, text: toPlainText(html, TEXT).trim() };
}
