/** What shortcuts do to the page in sight. Each says whether there was something to do. */

/** Puts the cursor into the list's search. */
export function focusListSearch(): boolean {
  const input = document.querySelector<HTMLInputElement>('main input[type="search"]');
  input?.focus();
  input?.select();
  return Boolean(input);
}

/** Follows the page's own link of this kind, `data-shortcut="new"` or `"edit"`. */
export function followPageLink(kind: 'new' | 'edit'): boolean {
  const link = document.querySelector<HTMLElement>(`main [data-shortcut="${kind}"]`);
  link?.click();
  return Boolean(link);
}

const shownRows = () => [...document.querySelectorAll<HTMLElement>('main [data-row]')].filter((row) => row.offsetParent !== null || row.getClientRects().length > 0);

const linkOf = (row: HTMLElement) => row.querySelector<HTMLElement>('th a, a[data-row-link]') ?? row.querySelector<HTMLElement>('a');

/** Moves the focus to the name of the next row or the one before; from outside the list to its first or last. */
export function moveRow(step: 1 | -1): boolean {
  const rows = shownRows().filter(linkOf);
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? rows.at(step > 0 ? 0 : -1) : rows[at + step];
  const link = next && linkOf(next);
  link?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return true;
}

/** Ticks the row that has the focus. */
export function selectRow(): boolean {
  const box = document.activeElement?.closest('[data-row]')?.querySelector<HTMLInputElement>('input[type="checkbox"]');
  box?.click();
  return Boolean(box);
}
