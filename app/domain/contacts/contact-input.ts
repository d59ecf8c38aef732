import type { ContactKind } from '~/generated/prisma/enums';
import type { CustomValues } from '~/domain/custom-fields/custom-field';

export type { ContactKind };

export const CONTACT_KINDS = ['PERSON', 'COMPANY'] as const satisfies ContactKind[];

/** A contact as somebody wants it to be: cleaned and checked by `contactSchema` or by whoever reads another source. */
export interface ContactInput {
  kind: ContactKind;
  name: string;
  contactPerson: string | null;
  /** E.164, each once, the first is the main one. */
  phones: string[];
  /** Lower case, each once, the first is the main one. */
  emails: string[];
  address: string | null;
  city: string | null;
  inn: string | null;
  kpp: string | null;
  bankName: string | null;
  bik: string | null;
  bankAccount: string | null;
  correspondentAccount: string | null;
  notes: string | null;
  tags: string[];
  source: string | null;
  /** By key; null takes a value away, what is not named stays. */
  custom: CustomValues;
  ownerId: string | null;
}

/** The plain columns, in the order of the form. */
export const CONTACT_FIELDS = [
  'kind', 'name', 'contactPerson', 'phones', 'emails', 'city', 'address', 'inn', 'kpp', 'bankName', 'bik', 'bankAccount', 'correspondentAccount', 'tags',
  'source', 'ownerId', 'notes',
] as const satisfies (keyof ContactInput)[];
export type ContactField = (typeof CONTACT_FIELDS)[number];

/** A new contact of which only this is known. */
export function emptyContact(known: Partial<ContactInput> & Pick<ContactInput, 'name'>): ContactInput {
  return {
    kind: 'PERSON', contactPerson: null, phones: [], emails: [], address: null, city: null, inn: null, kpp: null, bankName: null, bik: null, bankAccount: null,
    correspondentAccount: null, notes: null, tags: [], source: null, custom: {}, ownerId: null, ...known,
  };
}

/** Most characters of each text: those of its column. */
export const CONTACT_LIMITS = {
  name: 300, contactPerson: 200, address: 500, city: 100, bankName: 200, source: 100, notes: 10_000,
} as const;
/** Phones, and as many e-mails. */
export const MAX_WAYS = 10;

/** Phones and e-mails each once, in the order in which they were given. */
export function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
