import { FORM_SECTIONS, formFields, type FormSection } from './form-fields';

/** Key of a section as a whole: what is pointed at beside its controls counts for it. */
export function sectionTrackKey(section: FormSection): string {
  return `section-${section}`;
}

export const SUBMIT_TRACK_KEY = 'submit';

/** Keys (`data-track`) of all that is measured on the public form, in its order; a change of them is a new form version. */
export const formTrackKeys: readonly string[] = [
  ...FORM_SECTIONS.map(({ key }) => sectionTrackKey(key)),
  ...formFields.map(({ name }) => name),
  SUBMIT_TRACK_KEY,
];
