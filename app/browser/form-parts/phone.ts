/** «89991234567» → «+7 999 123-45-67»; numbers of other countries stay as they are typed. */
export function formatPhone(typed: string): string {
  const digits = typed.replace(/\D/g, '');
  const isRussian = /^\s*\+?\s*7/.test(typed) || /^\s*8/.test(typed) || /^\s*9\d/.test(typed);
  if (!isRussian || digits.length > 11) return typed;
  const own = digits.startsWith('9') ? digits : digits.slice(1);
  const [code, first, second, third] = [own.slice(0, 3), own.slice(3, 6), own.slice(6, 8), own.slice(8, 10)];
  return `+7${code && ` ${code}`}${first && ` ${first}`}${second && `-${second}`}${third && `-${third}`}`;
}

/** Formats while the visitor types at the end; a cursor in the middle is left alone until the field is left. */
export function formatPhoneField(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[type="tel"]');
  if (!field) return;
  field.addEventListener('input', (event) => {
    const isTyping = event instanceof InputEvent && event.inputType === 'insertText';
    if (isTyping && field.selectionStart === field.value.length) field.value = formatPhone(field.value);
  });
  field.addEventListener('change', () => (field.value = formatPhone(field.value)));
}
