import { fillForm, readForm, type KeptField } from './form-values';

interface KeptPage {
  /** Whose text it is: nobody else gets to see it. */
  personId: string;
  /** Path and search of the page. */
  address: string;
  forms: { id: string; nth: number; fields: KeptField[] }[];
  /** The sign-in page was shown since, and leads back. */
  isReturning: boolean;
}

const KEY = 'teplo:page';
/** All that this site keeps in a tab begins so. */
const PREFIX = 'teplo:';

/** Storage may be switched off or full: then nothing is kept, and nothing breaks. */
function withStorage<T>(work: (storage: Storage) => T, otherwise: T): T {
  try {
    return work(sessionStorage);
  } catch {
    return otherwise;
  }
}

function readPage(): KeptPage | null {
  return withStorage((storage) => JSON.parse(storage.getItem(KEY) ?? 'null') as KeptPage | null, null);
}

function writePage(page: KeptPage | null): void {
  withStorage((storage) => (page ? storage.setItem(KEY, JSON.stringify(page)) : storage.removeItem(KEY)), undefined);
}

/** Forms that somebody may have typed into; one that keeps its text in a way of its own is left alone. */
const formsOf = (page: ParentNode) => [...page.querySelectorAll<HTMLFormElement>('main form[method="post"]:not([data-keeps-itself])')];

/** Keeps what was typed into these forms when their page is left. */
export function keepPage({ personId, address, touched }: { personId: string; address: string; touched: WeakSet<HTMLFormElement> }): void {
  const forms = formsOf(document).flatMap((form, nth) => (touched.has(form) ? [{ id: form.id, nth, fields: readForm(form) }] : []));
  if (forms.length > 0) writePage({ personId, address, forms, isReturning: false });
}

/**
 * Gives a page back what was kept, after a sign-in that led back to it; what is for another page or person is dropped.
 * @returns whether anything was written into its forms
 */
export function restorePage({ personId, address }: { personId: string; address: string }): boolean {
  const page = readPage();
  writePage(null);
  if (!page?.isReturning || page.personId !== personId || page.address !== address) return false;
  const present = formsOf(document);
  const filled = page.forms.map(({ id, nth, fields }) => {
    const form = (id && present.find((known) => known.id === id)) || present[nth];
    if (!form || !fillForm(form, fields)) return false;
    for (let folded = form.closest('details'); folded; folded = folded.parentElement?.closest('details') ?? null) folded.open = true;
    return true;
  });
  return filled.includes(true);
}

/** On the sign-in page that leads back: what is kept waits for the way back. @returns whether there is any */
export function awaitReturn(): boolean {
  const page = readPage();
  if (page) writePage({ ...page, isReturning: true });
  return page !== null;
}

/** Forgets whatever people have typed in this tab: they signed out. */
export function forgetTyped(): void {
  withStorage((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
  }, undefined);
}

/** What is kept of another person is forgotten before anything is restored. */
export function claimTab(personId: string): void {
  withStorage((storage) => {
    const owner = `${PREFIX}person`;
    const known = storage.getItem(owner);
    if (known !== null && known !== personId) forgetTyped();
    storage.setItem(owner, personId);
  }, undefined);
}
