import { languages, type Language } from '~/platform/i18n';
import { getFixedT } from '~/platform/i18n.server';

export interface InvitationFacts {
  organization: string;
  inviter: string;
  url: string;
  days: number;
}

/** The mail that asks to join, in both languages: nobody knows which one its reader speaks. The inviter's comes first. */
export async function writeInvitationMail({ organization, inviter, url, days }: InvitationFacts, first: Language): Promise<{ subject: string; text: string; html: string }> {
  const inOrder = [first, ...languages.filter((language) => language !== first)];
  const parts = await Promise.all(
    inOrder.map(async (language) => {
      const t = await getFixedT(language, 'mail');
      const values = { organization, inviter, count: days };
      return {
        subject: t('invitation.subject', values),
        lines: [t('invitation.intro', values), t('invitation.valid', values)],
        open: t('invitation.open'),
        why: t('invitation.why'),
      };
    }),
  );
  return {
    subject: parts[0]?.subject ?? organization,
    text: parts.map(({ lines, open, why }) => [...lines, '', `${open}: ${url}`, '', why].join('\n')).join('\n\n—\n\n'),
    html: parts
      .map(
        ({ lines, open, why }) =>
          `<div style="font:16px/1.5 system-ui,sans-serif;max-width:36rem">${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}` +
          `<p><a href="${escapeHtml(url)}">${escapeHtml(open)}</a></p><p style="color:#625d54;font-size:13px">${escapeHtml(why)}</p></div>`,
      )
      .join('<hr>'),
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
