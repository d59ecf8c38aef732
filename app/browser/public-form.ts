import { keepDraft } from './form-parts/draft';
import { listFiles } from './form-parts/files';
import { formatPhoneField } from './form-parts/phone';
import { markProgress } from './form-parts/progress';
import { guardSending } from './form-parts/sending';
import { countCharacters } from './form-parts/counters';

// The form works without any of this: a part that fails is left out and the others go on.
function attempt(part: () => void) {
  try {
    part();
  } catch {
    // nothing to do: the plain form stays as it is
  }
}

const form = document.querySelector<HTMLFormElement>('form[data-public-form]');
if (form) {
  attempt(() => keepDraft(form));
  attempt(() => formatPhoneField(form));
  attempt(() => countCharacters(form));
  attempt(() => listFiles(form));
  attempt(() => markProgress(form));
  attempt(() => guardSending(form));
  attempt(() => document.querySelector<HTMLElement>('[data-error-summary]')?.focus());
}

attempt(() => {
  const sent = document.querySelector<HTMLElement>('[data-sent-form]')?.dataset.sentForm;
  if (sent) sessionStorage.removeItem(`form:${sent}`);
});
