import { controlsOf, type Control } from './controls';

const isKept = (control: Control) => control.type !== 'file' && control.type !== 'checkbox';

/** What is typed survives a reload within this tab. Files and consents are never kept; a closed storage keeps nothing. */
export function keepDraft(form: HTMLFormElement): void {
  const key = `form:${form.dataset.org}`;
  const controls = controlsOf(form).filter(isKept);
  const isRefused = document.querySelector('[data-error-summary]') !== null;
  if (!isRefused) restore(controls, sessionStorage.getItem(key));

  let timer = 0;
  const save = () => {
    clearTimeout(timer);
    const values = Object.fromEntries(controls.map((control) => [control.name, control.value]).filter(([, value]) => value));
    sessionStorage.setItem(key, JSON.stringify(values));
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, 300);
  });
  form.addEventListener('change', save);
  addEventListener('pagehide', () => timer && save());
}

function restore(controls: Control[], stored: string | null): void {
  const values: Record<string, string> = JSON.parse(stored ?? '{}');
  const restored = controls.filter((control) => {
    const value = values[control.name];
    if (control.value || !value) return false;
    control.value = value;
    // A choice that is offered no longer cannot be set.
    return control.value !== '';
  });
  const note = document.querySelector<HTMLElement>('[data-draft-note]');
  if (note) note.hidden = restored.length === 0;
}
