import { showError } from './controls';

/** Adds to what was chosen before, shows it with a way to take it away, and tells what will be refused before sending. */
export function listFiles(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type="file"]');
  const list = form.querySelector<HTMLElement>('[data-file-list]');
  if (!input || !list) return;
  const texts = form.dataset;
  const accepted = (texts.accept ?? '').split(',');
  const maxBytes = Number(texts.maxBytes);
  let chosen: File[] = [...(input.files ?? [])];

  const explain = () => {
    const tooLarge = chosen.filter((file) => file.size > maxBytes);
    const strange = chosen.filter((file) => file.type && !accepted.includes(file.type));
    const names = (files: File[]) => files.map((file) => file.name).join(', ');
    if (chosen.length > Number(texts.maxFiles)) return texts.filesTooManyText ?? '';
    if (tooLarge.length) return (texts.filesTooLargeText ?? '').replace('%', names(tooLarge));
    return strange.length ? (texts.filesTypeText ?? '').replace('%', names(strange)) : '';
  };
  const update = () => {
    const transfer = new DataTransfer();
    for (const file of chosen) transfer.items.add(file);
    input.files = transfer.files;
    const text = explain();
    input.setCustomValidity(text);
    showError(input, text);
    list.hidden = chosen.length === 0;
    list.replaceChildren(...chosen.map((file) => row(file, texts.removeText ?? '', () => remove(file))));
  };
  const remove = (file: File) => {
    chosen = chosen.filter((other) => other !== file);
    update();
    input.focus();
  };
  input.addEventListener('change', () => {
    const isNew = (file: File) => !chosen.some((other) => other.name === file.name && other.size === file.size);
    chosen = [...chosen, ...[...(input.files ?? [])].filter(isNew)];
    update();
  });
  if (chosen.length) update();
}

function row(file: File, removeText: string, remove: () => void): HTMLElement {
  const item = document.createElement('li');
  item.className = 'flex items-center gap-3 rounded-control bg-sunken pl-3.5 text-14';
  const name = document.createElement('span');
  name.className = 'min-w-0 flex-1 truncate';
  name.textContent = file.name;
  const size = document.createElement('span');
  size.className = 'shrink-0 text-13 text-muted tabular-nums';
  size.textContent = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit: file.size < 1e6 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: file.size < 1e6 ? 0 : 1,
  }).format(file.size / (file.size < 1e6 ? 1024 : 1024 * 1024));
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'grid size-11 shrink-0 place-items-center rounded-control text-muted hover:text-danger';
  button.setAttribute('aria-label', removeText.replace('%', file.name));
  button.textContent = '✕';
  button.addEventListener('click', remove);
  item.append(name, size, button);
  return item;
}
