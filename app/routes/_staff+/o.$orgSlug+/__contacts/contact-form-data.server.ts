import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames, type MemberName } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { auditFields, type ContactRecord } from '~/domain/contacts/contact-record.server';
import { CONTACT_FIELDS, type ContactInput } from '~/domain/contacts/contact-input';
import { listContactWords } from '~/domain/contacts/contact-words.server';
import type { Duplicate } from '~/domain/contacts/duplicates.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { activeFields, mergeCustomValues, type CustomField, type CustomValue } from '~/domain/custom-fields/custom-field';
import { customInputText } from '~/domain/custom-fields/custom-value';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { joinTags } from '~/domain/tags/tags';
import { sayCustom } from './say-custom';

/** A contact as its form holds it: texts. */
export interface ContactFormValues {
  kind: string;
  name: string;
  contactPerson: string;
  phones: string[];
  emails: string[];
  city: string;
  address: string;
  inn: string;
  kpp: string;
  bankName: string;
  bik: string;
  bankAccount: string;
  correspondentAccount: string;
  tags: string;
  source: string;
  ownerId: string;
  notes: string;
  custom: Record<string, string>;
}

export type ShownDuplicate = Duplicate;

export interface ContactConflict {
  /** Of the contact as it is saved now: the next save goes on from there. */
  version: number;
  rows: { label: string; saved: string; typed: string }[];
}

export function toFormValues(contact: Omit<ContactInput, 'custom'> & { custom: Record<string, CustomValue> }): ContactFormValues {
  const { kind, name, phones, emails, tags, custom } = contact;
  return {
    kind, name, emails, phones: phones.map(sayPhone), tags: joinTags(tags), contactPerson: contact.contactPerson ?? '', city: contact.city ?? '', address: contact.address ?? '', inn: contact.inn ?? '',
    kpp: contact.kpp ?? '', bankName: contact.bankName ?? '', bik: contact.bik ?? '', bankAccount: contact.bankAccount ?? '', correspondentAccount: contact.correspondentAccount ?? '', source: contact.source ?? '',
    ownerId: contact.ownerId ?? '', notes: contact.notes ?? '', custom: Object.fromEntries(Object.entries(custom).map(([key, value]) => [key, customInputText(value)])),
  };
}

/** What every form of a contact offers. */
export async function loadContactForm(staff: Staff, ownerId: string | null) {
  const [fields, members, words] = await Promise.all([
    listCustomFields(staff.db, 'CONTACT'),
    listMemberNames(staff.db, 'contacts'),
    listContactWords(staff.db, viewerFor(staff, 'contacts'), new Date()),
  ]);
  // whoever owns it now stays among the choices
  const people = members.filter(({ id, isAssignable }) => isAssignable || id === ownerId).map(({ id, name }) => ({ id, name }));
  return { fields: activeFields(fields), people, words };
}

interface Differences {
  current: ContactRecord;
  wanted: ContactInput;
  fields: readonly CustomField[];
  members: readonly MemberName[];
  t: TFunction;
  language: string;
}

/** What is saved beside what was wanted, where they differ. */
export function describeConflict({ current, wanted, fields, members, t, language }: Differences): ContactConflict {
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const words = { language, yes: t('common:yes'), no: t('common:no') };
  const say = (field: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map((one) => (field === 'phones' ? sayPhone(String(one)) : String(one))).join(', ');
    if (field === 'kind') return t(`kind.${String(value)}`);
    if (field === 'ownerId') return typeof value === 'string' ? (names.get(value) ?? '') : '';
    const custom = fields.find(({ key }) => field === `custom.${key}`);
    if (custom) return sayCustom(custom, value as CustomValue | null, words);
    return typeof value === 'string' ? value : '';
  };
  const saved = auditFields(current);
  const typed = auditFields({ ...wanted, custom: mergeCustomValues(current.custom, wanted.custom) });
  const all = [...CONTACT_FIELDS, ...fields.map(({ key }) => `custom.${key}`)];
  const rows = all
    .filter((field) => JSON.stringify(saved[field] ?? null) !== JSON.stringify(typed[field] ?? null))
    .map((field) => ({
      label: fields.find(({ key }) => field === `custom.${key}`)?.label ?? t(`fieldNames.${field}`),
      saved: say(field, saved[field]),
      typed: say(field, typed[field]),
    }));
  return { version: current.version, rows };
}
