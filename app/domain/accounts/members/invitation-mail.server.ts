import type { Mail } from '~/domain/mail/mail-template';
import { renderMail } from '~/domain/mail/render-mail.server';
import { invitationMail } from '~/domain/mail/templates/invitation-mail';
import { languages, type Language } from '~/platform/i18n';
import { getFixedT } from '~/platform/i18n.server';

export interface InvitationFacts {
  organization: string;
  inviter: string;
  url: string;
  days: number;
}

/** The mail that asks to join, in both languages: nobody knows which one its reader speaks. The inviter's comes first. */
export async function writeInvitationMail({ organization, inviter, url, days }: InvitationFacts, first: Language): Promise<Mail> {
  const inOrder = [first, ...languages.filter((language) => language !== first)];
  const values = { organization, inviter, count: days };
  const parts = await Promise.all(
    inOrder.map(async (language) => {
      const t = await getFixedT(language, 'mail');
      return { language, lines: [t('invitation.intro', values), t('invitation.valid', values)], open: t('invitation.open'), why: t('invitation.why') };
    }),
  );
  const t = await getFixedT(first, 'mail');
  return renderMail(invitationMail({ organization, subject: t('invitation.subject', values), parts, url }), { locale: first });
}
