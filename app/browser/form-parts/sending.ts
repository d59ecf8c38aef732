import { controlsOf, showError, type Control } from './controls';

const MIN_DIGITS = 10;
const MAX_DIGITS = 15;

/** Tells errors at their fields, in the page's own words, before anything is sent; and sends once. */
export function guardSending(form: HTMLFormElement): void {
  const controls = controlsOf(form);
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
  const label = button?.textContent ?? '';
  let isSending = false;
  // From here on the messages are ours; without this script the browser's own appear.
  form.noValidate = true;

  form.addEventListener('submit', (event) => {
    if (isSending) return event.preventDefault();
    const wrong = controls.filter((control) => {
      const text = findError(control);
      showError(control, text);
      return text !== '';
    });
    if (wrong[0]) {
      event.preventDefault();
      wrong[0].focus();
      return;
    }
    isSending = true;
    button?.setAttribute('aria-disabled', 'true');
    if (button) button.textContent = form.dataset.sendingText ?? label;
  });
  // The page that the back button brings is this very one, still waiting for its answer.
  addEventListener('pageshow', () => {
    isSending = false;
    button?.removeAttribute('aria-disabled');
    if (button) button.textContent = label;
  });
  form.addEventListener('change', ({ target }) => {
    const control = controls.find((one) => one === target);
    if (control && (control.value || control.matches('[aria-invalid]'))) showError(control, findError(control));
  });
}

function findError(control: Control): string {
  const { requiredText = '', invalidText = '' } = control.dataset;
  if (control.validity.customError) return control.validationMessage;
  if (control.required && (control.validity.valueMissing || !control.value.trim())) return requiredText;
  if (control.type === 'tel' && control.value) {
    const digits = control.value.replace(/\D/g, '').length;
    return digits < MIN_DIGITS || digits > MAX_DIGITS ? invalidText : '';
  }
  return control.checkValidity() ? '' : invalidText || control.validationMessage;
}
