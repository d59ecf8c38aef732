import { renderMail } from '~/domain/mail/render-mail.server';
import { accountMail } from '~/domain/mail/templates/account-mail';
import { siteOrigin } from '~/platform/http/site-origin.server';
import { getFixedT } from '~/platform/i18n.server';
import { formatDateTime } from '~/ui/format';
import type { AccountLetter, Addressee } from './account-mail.server';

interface Content {
  subject: string;
  lines: string[];
  /** What to do, and where on this site. */
  action?: { label: string; path: string };
  /** What to do when it should not have come. */
  note: string;
}

/** A letter as its reader sees it, in both parts. */
export function compose({ language }: Addressee, { subject, lines, action, note }: Content): Promise<AccountLetter> {
  const button = action && { label: action.label, url: siteOrigin() + action.path };
  return renderMail(accountMail({ subject, lines, note, ...(button && { button }) }), { locale: language });
}

type Writer<T> = (person: Addressee, values: T) => Promise<AccountLetter>;

/** The link that sets a new password. */
export const writeResetMail: Writer<{ token: string; minutes: number }> = async (person, { token, minutes }) => {
  const t = await getFixedT(person.language, 'account-mail');
  return compose(person, { subject: t('reset.subject'), lines: [t('hello', { name: person.name }), t('reset.intro'), t('reset.valid', { count: minutes })], action: { label: t('reset.open'), path: `/reset/${token}` }, note: t('reset.why') });
};

/** After the password was changed: by a link, or in the profile. */
export const writePasswordChangedMail: Writer<{ isReset: boolean; at: Date }> = async (person, { isReset, at }) => {
  const t = await getFixedT(person.language, 'account-mail');
  return compose(person, {
    subject: t('passwordChanged.subject'),
    lines: [t('hello', { name: person.name }), t(isReset ? 'passwordChanged.byLink' : 'passwordChanged.inProfile', { when: formatDateTime(at, person.language, person.timeZone) }), t('passwordChanged.ended'), t('passwordChanged.keys')],
    action: { label: t('passwordChanged.open'), path: '/forgot' },
    note: t('passwordChanged.why'),
  });
};

/** The link that proves that somebody reads mail of this address. */
export const writeConfirmMail: Writer<{ token: string; days: number }> = async (person, { token, days }) => {
  const t = await getFixedT(person.language, 'account-mail');
  return compose(person, { subject: t('confirm.subject'), lines: [t('hello', { name: person.name }), t('confirm.intro', { email: person.email }), t('valid', { count: days })], action: { label: t('confirm.open'), path: `/confirm/${token}` }, note: t('confirm.why') });
};

/** To the new address: the link that puts it in the place of the old one. */
export const writeEmailChangeMail: Writer<{ newEmail: string; token: string; days: number }> = async (person, { newEmail, token, days }) => {
  const t = await getFixedT(person.language, 'account-mail');
  return compose(person, { subject: t('change.subject'), lines: [t('hello', { name: person.name }), t('change.intro', { oldEmail: person.email, email: newEmail }), t('valid', { count: days })], action: { label: t('change.open'), path: `/confirm/${token}` }, note: t('change.why') });
};

/** To the old address: somebody who knows the password asks for another one. */
export const writeEmailChangeAskedMail: Writer<{ newEmail: string }> = async (person, { newEmail }) => {
  const t = await getFixedT(person.language, 'account-mail');
  return compose(person, { subject: t('changeAsked.subject'), lines: [t('hello', { name: person.name }), t('changeAsked.intro', { email: newEmail }), t('changeAsked.stays')], action: { label: t('changeAsked.open'), path: '/profile/account' }, note: t('changeAsked.why') });
};

/** To the old address, after the change. */
export const writeEmailChangedMail: Writer<{ newEmail: string }> = async (person, { newEmail }) => {
  const t = await getFixedT(person.language, 'account-mail');
  return compose(person, { subject: t('changed.subject'), lines: [t('hello', { name: person.name }), t('changed.intro', { email: newEmail })], note: t('changed.why') });
};

/** A sign-in from a device or a country that the account has not seen. @param device "Chrome on Windows" @param place null where unknown */
export const writeNewSignInMail: Writer<{ device: string; place: string | null; at: Date }> = async (person, { device, place, at }) => {
  const t = await getFixedT(person.language, 'account-mail');
  return compose(person, {
    subject: t('newSignIn.subject', { device }),
    lines: [t('hello', { name: person.name }), t('newSignIn.intro', { what: [device, place].filter(Boolean).join(', '), when: formatDateTime(at, person.language, person.timeZone) })],
    action: { label: t('newSignIn.open'), path: '/profile/security' },
    note: t('newSignIn.why'),
  });
};
