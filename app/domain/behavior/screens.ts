import { formFields, type FormFieldKind } from '../leads/form-fields';
import { SUBMIT_TRACK_KEY } from '../leads/form-track-keys';
import type { Breakpoint } from './batch';

/**
 * The screens that stand for the breakpoints, and how wide the form's column is on them, in CSS pixels: what the public
 * page's layout gives (a browser test compares the two).
 */
export const SCREENS: Record<Breakpoint, { width: number; formWidth: number }> = {
  xs: { width: 360, formWidth: 328 },
  sm: { width: 640, formWidth: 608 },
  md: { width: 768, formWidth: 640 },
  lg: { width: 1024, formWidth: 640 },
  xl: { width: 1280, formWidth: 640 },
};

/** Height of a control and widths beside it, CSS pixels; near enough to draw round points. */
const HEIGHTS: Record<FormFieldKind, number> = { text: 44, email: 44, tel: 44, select: 44, files: 54, textarea: 130, checkbox: 24 };
const SECTION_PADDING = 58;
const SUBMIT = { width: 170, height: 48 };

/** About how many times an element is as wide as high. */
export function elementAspect(key: string, formWidth: number): number {
  const field = formFields.find(({ name }) => name === key);
  if (field) return field.kind === 'checkbox' ? 1 : (formWidth - SECTION_PADDING) / HEIGHTS[field.kind];
  return key === SUBMIT_TRACK_KEY ? SUBMIT.width / SUBMIT.height : 1.2;
}
