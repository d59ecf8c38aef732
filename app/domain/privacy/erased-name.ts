/** What stands in the place of a forgotten person's name, in the language of who forgot. */
export interface ErasedWords {
  /** «Удалённый клиент № 7» */
  client: string;
  firstName: string;
  lastName: string;
  deal: string;
  task: string;
  /** In the place of a text that may not be empty. */
  text: string;
  /** Nobody receives mail there (RFC 2606). */
  email: string;
}

/** The words for the erasure of this number. */
export function erasedWords(locale: string, number: number): ErasedWords {
  const email = `erased-${number}@erased.invalid`;
  return locale === 'en'
    ? { client: `Erased client No. ${number}`, firstName: 'Erased', lastName: `client No. ${number}`, deal: `Deal of erased client No. ${number}`, task: `Task of erased client No. ${number}`, text: '—', email }
    : { client: `Удалённый клиент № ${number}`, firstName: 'Удалённый', lastName: `клиент № ${number}`, deal: `Сделка удалённого клиента № ${number}`, task: `Задача по удалённому клиенту № ${number}`, text: '—', email };
}
