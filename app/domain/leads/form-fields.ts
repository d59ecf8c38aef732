import { EMAIL_MAX } from '../contacts/email';
import { COMPANY_SIZES, CONTACT_METHODS, DEADLINES } from './lead-options';

/** Most characters of each typed field (UTF-16 units, as `maxlength` counts); those of the columns where there is one. */
export const FIELD_MAX = {
  firstName: 100,
  lastName: 100,
  middleName: 100,
  email: EMAIL_MAX,
  phone: 20,
  businessInfo: 5000,
  businessNiche: 100,
  budget: 100,
  convenientTime: 100,
  comments: 5000,
} as const;

export const FILE_LIMITS = { count: 5, bytes: 10 * 1024 * 1024, accept: 'image/jpeg,image/png,image/webp,image/heic,application/pdf' } as const;

export type FormFieldKind = 'text' | 'email' | 'tel' | 'select' | 'textarea' | 'checkbox' | 'files';
export type FormFieldName =
  | keyof typeof FIELD_MAX
  | 'serviceId'
  | 'companySize'
  | 'deadline'
  | 'preferredContactMethod'
  | 'files'
  | 'privacyConsent'
  | 'behaviorConsent';
export type FormSection = 'contact' | 'company' | 'task' | 'details';

/** One control of the public form. Its name is also its label key and its `data-track` key. */
export interface FormField {
  name: FormFieldName;
  kind: FormFieldKind;
  required?: boolean;
  maxLength?: number;
  autoComplete?: string;
  inputMode?: 'text' | 'email' | 'tel';
  /** Fixed choices; the choices of serviceId are the organisation's live services. */
  options?: readonly string[];
}

/** The public form from top to bottom: what is rendered, measured and drawn under the heat. Rule: domain "The public form". */
export const FORM_SECTIONS: readonly { key: FormSection; fields: readonly FormField[] }[] = [
  {
    key: 'contact',
    fields: [
      { name: 'firstName', kind: 'text', required: true, maxLength: FIELD_MAX.firstName, autoComplete: 'given-name' },
      { name: 'lastName', kind: 'text', required: true, maxLength: FIELD_MAX.lastName, autoComplete: 'family-name' },
      { name: 'middleName', kind: 'text', maxLength: FIELD_MAX.middleName, autoComplete: 'additional-name' },
      { name: 'email', kind: 'email', required: true, maxLength: FIELD_MAX.email, autoComplete: 'email', inputMode: 'email' },
      { name: 'phone', kind: 'tel', maxLength: FIELD_MAX.phone, autoComplete: 'tel', inputMode: 'tel' },
    ],
  },
  {
    key: 'company',
    fields: [
      { name: 'businessInfo', kind: 'textarea', maxLength: FIELD_MAX.businessInfo, autoComplete: 'off' },
      { name: 'businessNiche', kind: 'text', maxLength: FIELD_MAX.businessNiche, autoComplete: 'off' },
      { name: 'companySize', kind: 'select', options: COMPANY_SIZES },
    ],
  },
  {
    key: 'task',
    fields: [
      { name: 'serviceId', kind: 'select', required: true },
      { name: 'comments', kind: 'textarea', maxLength: FIELD_MAX.comments, autoComplete: 'off' },
      // No numeric keyboard: «1,5 млн» and ranges are welcome.
      { name: 'budget', kind: 'text', maxLength: FIELD_MAX.budget, autoComplete: 'off', inputMode: 'text' },
      { name: 'deadline', kind: 'select', options: DEADLINES },
      { name: 'files', kind: 'files' },
    ],
  },
  {
    key: 'details',
    fields: [
      { name: 'preferredContactMethod', kind: 'select', options: CONTACT_METHODS },
      { name: 'convenientTime', kind: 'text', maxLength: FIELD_MAX.convenientTime, autoComplete: 'off' },
      { name: 'privacyConsent', kind: 'checkbox', required: true },
      { name: 'behaviorConsent', kind: 'checkbox' },
    ],
  },
];

/** Every control in the order of the form. */
export const formFields: readonly FormField[] = FORM_SECTIONS.flatMap((section) => section.fields);
