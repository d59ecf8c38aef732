export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The controls that a visitor sees and fills. */
export function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>('[data-field] :is(input, select, textarea)')];
}

/** Shows a message at the control's field, or takes it away. */
export function showError(control: Control, text: string): void {
  const place = control.closest('[data-field]')?.querySelector<HTMLElement>('[data-error]');
  if (!place) return;
  place.textContent = text;
  place.hidden = !text;
  if (text) control.setAttribute('aria-invalid', 'true');
  else control.removeAttribute('aria-invalid');
}
