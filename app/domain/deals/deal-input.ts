import type { CustomValues } from '~/domain/custom-fields/custom-field';

/** A deal as somebody wants it to be: cleaned and checked by `dealSchema` or by whoever reads another source. */
export interface DealInput {
  title: string;
  contactId: string;
  pipelineId: string;
  /** Plain decimal text with two decimals. */
  amount: string | null;
  /** ISO 4217 */
  currency: string;
  /** Local day, yyyy-mm-dd. */
  expectedCloseDay: string | null;
  ownerId: string | null;
  notes: string | null;
  tags: string[];
  /** By key; null takes a value away, what is not named stays. */
  custom: CustomValues;
}

/** The plain columns, in the order of the form. */
export const DEAL_FIELDS = ['title', 'contactId', 'amount', 'currency', 'expectedCloseDay', 'ownerId', 'pipelineId', 'tags', 'notes'] as const satisfies (keyof DealInput)[];
export type DealField = (typeof DEAL_FIELDS)[number];

/** Most characters of each text: those of its column. */
export const DEAL_LIMITS = { title: 300, notes: 10_000, lostNote: 500 } as const;

/** Currencies offered in forms; others of ISO 4217 can be typed. */
export const USUAL_CURRENCIES = ['RUB', 'USD', 'EUR', 'CNY', 'KZT', 'BYN'] as const;

/** Whether it is the code of a currency that this machine knows the name of. */
export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf('currency').includes(code);
}
