/** What stood in one control of a form. */
export interface KeptField {
  name: string;
  /** Which one of those that share the name. */
  nth: number;
  value: string;
  /** Of a box or a choice. */
  isChecked?: boolean;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Kinds that are never kept: secrets, files, and what the page itself writes, such as the version of a record. */
const NEVER = new Set(['password', 'file', 'hidden', 'submit', 'button', 'image', 'reset']);
const isBox = (control: Control): control is HTMLInputElement => control.type === 'checkbox' || control.type === 'radio';

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) && element.name !== '' && !NEVER.has(element.type) && !isSecret(element),
  );
}

/** A password that is being shown is an ordinary text field for the moment. */
function isSecret(control: Control): boolean {
  return /password|one-time-code/.test(control.autocomplete) || /password/i.test(control.name);
}

/** What stands in a form now. */
export function readForm(form: HTMLFormElement): KeptField[] {
  const seen = new Map<string, number>();
  return controlsOf(form).map((control) => {
    const nth = seen.get(control.name) ?? 0;
    seen.set(control.name, nth + 1);
    return { name: control.name, nth, value: control.value, ...(isBox(control) && { isChecked: control.checked }) };
  });
}

/** Writes what was kept into a form, as if it had been typed. @returns whether anything differed */
export function fillForm(form: HTMLFormElement, fields: readonly KeptField[]): boolean {
  const controls = controlsOf(form);
  let hasChanged = false;
  for (const { name, nth, value, isChecked } of fields) {
    const control = controls.filter((known) => known.name === name)[nth];
    if (control && fillControl(control, value, isChecked)) hasChanged = true;
  }
  return hasChanged;
}

function fillControl(control: Control, value: string, isChecked: boolean | undefined): boolean {
  if (isBox(control)) {
    if (isChecked === undefined || control.value !== value || control.checked === isChecked || (control.type === 'radio' && !isChecked)) return false;
    control.click();
    return true;
  }
  if (control.value === value) return false;
  // past React's own setter, which would take the event for one that changes nothing
  const prototype = control instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : control instanceof HTMLSelectElement ? HTMLSelectElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, value);
  control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  return true;
}
