/** From this share of the limit on a counter is of use. */
const SHOWN_FROM = 0.5;

/** «4 200 / 5 000» below long texts once they grow. */
export function countCharacters(form: HTMLFormElement): void {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  for (const area of form.querySelectorAll('textarea')) {
    const counter = area.closest('[data-field]')?.querySelector<HTMLElement>('[data-counter]');
    const update = () => {
      if (!counter) return;
      counter.hidden = area.value.length < area.maxLength * SHOWN_FROM;
      counter.textContent = `${number.format(area.value.length)} / ${number.format(area.maxLength)}`;
    };
    area.addEventListener('input', update);
    update();
  }
}
