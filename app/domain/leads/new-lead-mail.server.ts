import { getFixedT } from '~/platform/i18n.server';
import { fallbackLanguage, isLanguage } from '~/platform/i18n';
import type { Priority } from './lead-options';

export interface NewLeadFacts {
  reference: string;
  firstName: string;
  lastName: string;
  priority: Priority;
  score: number;
  phone: string | null;
  email: string;
  budget: string | null;
  deadline: string | null;
  comments: string | null;
  responseDueAt: Date | null;
  service: { name: string };
  organization: { name: string; timeZone: string };
}

const COMMENT_MAX = 600;

/** The mail about a new request, in its reader's language (Russian when none was chosen). */
export async function writeNewLeadMail(
  lead: NewLeadFacts,
  { url, locale }: { url: string; locale: string | null },
): Promise<{ subject: string; text: string; html: string }> {
  const language = isLanguage(locale) ? locale : fallbackLanguage;
  const t = await getFixedT(language, 'mail');
  const name = `${lead.firstName} ${lead.lastName}`;
  const values = { name, score: lead.score, service: lead.service.name, organization: lead.organization.name };
  const due = lead.responseDueAt?.toLocaleString(language === 'en' ? 'en-GB' : 'ru-RU', {
    timeZone: lead.organization.timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const facts = [
    [t('newLead.service'), lead.service.name],
    [t('newLead.phone'), lead.phone],
    [t('newLead.email'), lead.email],
    [t('newLead.budget'), lead.budget],
    [t('newLead.deadline'), lead.deadline && t(`newLead.deadlines.${lead.deadline}`)],
    [t('newLead.comments'), lead.comments && shorten(lead.comments)],
    [t('newLead.answerBy'), due],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  const subject = t(`newLead.subject.${lead.priority}`, values);
  const intro = t('newLead.intro', { ...values, reference: lead.reference });
  const why = t('newLead.why', values);
  return {
    subject,
    text: [intro, '', ...facts.map(([label, value]) => `${label}: ${value}`), '', `${t('newLead.open')}: ${url}`, '', '--', why].join('\n'),
    html: [
      '<div style="font:16px/1.5 system-ui,sans-serif;max-width:36rem">',
      `<p>${escapeHtml(intro)}</p><table cellpadding="4">`,
      ...facts.map(([label, value]) => `<tr><td style="color:#625d54;vertical-align:top">${escapeHtml(label)}</td><td>${escapeHtml(value).replaceAll('\n', '<br>')}</td></tr>`),
      `</table><p><a href="${escapeHtml(url)}">${escapeHtml(t('newLead.open'))}</a></p>`,
      `<p style="color:#625d54;font-size:13px">${escapeHtml(why)}</p></div>`,
    ].join(''),
  };
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > COMMENT_MAX ? `${characters.slice(0, COMMENT_MAX).join('')}…` : text;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
