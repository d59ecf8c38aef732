import { fallbackLanguage, isLanguage } from '~/platform/i18n';
import { getFixedT } from '~/platform/i18n.server';
import type { OrderNews } from './order-news';

/** What a mail says of an order; no prices, because operators read it too. */
export interface OrderMailFacts {
  number: string;
  address: string | null;
  plannedStart: Date | null;
  plannedEnd: Date | null;
  description: string | null;
  cancelReason: string | null;
  contact: { name: string } | null;
  organization: { name: string; timeZone: string };
}

const TEXT_MAX = 600;

/** The mail about an order, in its reader's language (Russian when none was chosen). */
export async function writeOrderMail(order: OrderMailFacts, { what, by, url, locale }: { what: OrderNews; by: string | null; url: string; locale: string | null }): Promise<{ subject: string; text: string; html: string }> {
  const language = isLanguage(locale) ? locale : fallbackLanguage;
  const t = await getFixedT(language, 'orders');
  const time = (at: Date | null) => at?.toLocaleString(language === 'en' ? 'en-GB' : 'ru-RU', { timeZone: order.organization.timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const facts = [
    [t('mail.client'), order.contact?.name],
    [t('mail.address'), order.address],
    [t('mail.start'), time(order.plannedStart)],
    [t('mail.end'), time(order.plannedEnd)],
    [t('mail.description'), order.description && [...order.description].slice(0, TEXT_MAX).join('')],
    [t('mail.reason'), what === 'CANCELLED' ? order.cancelReason : null],
    [t('mail.by'), by],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  const subject = t(`mail.subject.${what}`, { number: order.number });
  const why = t('mail.why', { organization: order.organization.name });
  return {
    subject,
    text: [subject, '', ...facts.map(([label, value]) => `${label}: ${value}`), '', `${t('mail.open')}: ${url}`, '', '--', why].join('\n'),
    html: [
      '<div style="font:16px/1.5 system-ui,sans-serif;max-width:36rem">',
      `<p>${escapeHtml(subject)}</p><table cellpadding="4">`,
      ...facts.map(([label, value]) => `<tr><td style="color:#625d54;vertical-align:top">${escapeHtml(label)}</td><td>${escapeHtml(value).replaceAll('\n', '<br>')}</td></tr>`),
      `</table><p><a href="${escapeHtml(url)}">${escapeHtml(t('mail.open'))}</a></p>`,
      `<p style="color:#625d54;font-size:13px">${escapeHtml(why)}</p></div>`,
    ].join(''),
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
