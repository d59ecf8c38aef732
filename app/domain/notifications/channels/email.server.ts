import { renderMail } from '~/domain/mail/render-mail.server';
import { notificationMail } from '~/domain/mail/templates/notification-mail';
import { queueMail } from '~/platform/mail.server';
import type { Channel } from './channel';

/** Mails, by way of the outbox: queued with the delivery or not at all. */
export const emailChannel: Channel = {
  name: 'EMAIL',
  isConfigured: () => true,
  isReachable: () => Promise.resolve(true),
  send: async ({ organization, user, event, ...notice }, tx) => {
    const mail = await renderMail(notificationMail({ organization, ...notice }), { locale: user.locale });
    await queueMail(tx, [{ organizationId: organization.id, kind: event, to: user.email, ...mail }]);
    return { state: 'sent' };
  },
};
