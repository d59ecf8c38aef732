import { controlsOf, type Control } from './controls';

const isFilled = (control: Control) => (control.type === 'checkbox' ? (control as HTMLInputElement).checked : control.value !== '');

/** Marks the steps at the side: where one is, and which sections hold all they need. */
export function markProgress(form: HTMLFormElement): void {
  const sections = [...form.querySelectorAll<HTMLElement>('[data-section]')];
  const steps = new Map([...document.querySelectorAll<HTMLElement>('[data-step]')].map((step) => [step.dataset.step, step]));
  const controls = controlsOf(form);
  let current = sections[0];

  const update = () => {
    const passed = sections.indexOf(current as HTMLElement);
    sections.forEach((section, index) => {
      const step = steps.get(section.dataset.section);
      const own = controls.filter((control) => section.contains(control));
      const isDone = own.some(isFilled) && own.every((control) => !control.willValidate || control.matches(':valid'));
      step?.toggleAttribute('data-done', isDone && index !== passed);
      if (section === current) step?.setAttribute('aria-current', 'step');
      else step?.removeAttribute('aria-current');
    });
  };
  form.addEventListener('focusin', (event) => {
    current = (event.target as HTMLElement).closest<HTMLElement>('[data-section]') ?? current;
    update();
  });
  form.addEventListener('input', update);
  update();
}
