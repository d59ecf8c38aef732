import type { SubmissionResult } from '@conform-to/react';
import type { Option } from '~/ui/field';
import type { PickChoice } from '~/ui/record-pick';
import type { ContactConflict, ShownDuplicate } from '../../__contacts/contact-form-data.server';
import type { ShownClash } from '../card/present-clash';
import type { AttachmentOffer } from './lines-editor';
import type { OrderFormValues } from './order-form';

/** What every form of an order offers. */
export interface EditorOffers {
  timeZone: string;
  currency: string;
  /** ISO 8601 */
  now: string;
  /** Hours of one shift, decimal text. */
  shiftHours: string;
  defaultTaxPercent: string;
  managers: Option[];
  people: { id: string; name: string }[];
  attachments: AttachmentOffer[];
  canSeePay: boolean;
  mayCreateContact: boolean;
  contactsUrl: string;
  ordersUrl: string;
  contactOptionsUrl: string;
  optionsUrl: string;
  availabilityUrl: string;
}

/** The form again: with errors, with other lines, or with what somebody else saved meanwhile. */
export interface EditorAnswer {
  /** Null: nothing was wrong. */
  result: SubmissionResult | null;
  values: OrderFormValues;
  /** What the typed name of the client may mean. */
  contacts: PickChoice[];
  /** What a search in the catalog without JavaScript found. */
  found: { query: string; choices: PickChoice[]; error: string | null } | null;
  duplicates: ShownDuplicate[];
  conflict: ContactConflict | null;
  /** What is taken at the wanted time, and what could be done instead. */
  clash: ShownClash | null;
  /** The intent that a question interrupted. */
  goal: 'save' | 'create';
}
