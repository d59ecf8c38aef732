import type { CustomField } from '~/domain/custom-fields/custom-field';

/** What a column can become. Parts of a person's name are put together; `owner` is a colleague's name or e-mail; `id` stands in our own exports. */
export const PLAIN_FIELDS = [
  'id', 'name', 'lastName', 'firstName', 'middleName', 'kind', 'contactPerson', 'phones', 'emails', 'city', 'address', 'inn', 'kpp', 'bankName', 'bik', 'bankAccount',
  'correspondentAccount', 'tags', 'source', 'owner', 'notes',
] as const;
export type PlainField = (typeof PLAIN_FIELDS)[number];
export type ImportField = PlainField | `custom.${string}`;

/** Several columns may become one of these: «Телефон», «Телефон 2». */
export const REPEATABLE: ReadonlySet<ImportField> = new Set<ImportField>(['phones', 'emails', 'tags', 'notes', 'address']);

const SYNONYMS: Record<PlainField, string[]> = {
  id: ['id', 'teplo id', 'номер в teplo', 'ид', 'идентификатор'],
  name: [
    'имя', 'название', 'имя или название', 'наименование', 'фио', 'ф и о', 'полное имя', 'клиент', 'контакт', 'контрагент', 'компания', 'организация', 'название компании', 'наименование организации',
    'наименование контрагента', 'покупатель', 'заказчик', 'фамилия имя отчество', 'фамилия имя', 'имя клиента', 'name', 'full name', 'fullname', 'company', 'company name', 'client',
    'customer', 'contact', 'contact name', 'organization', 'organisation', 'account name', 'display name',
  ],
  lastName: ['фамилия', 'last name', 'lastname', 'surname', 'family name'],
  firstName: ['first name', 'firstname', 'given name'],
  middleName: ['отчество', 'middle name', 'patronymic'],
  kind: ['человек или компания', 'person or company', 'тип', 'вид', 'тип клиента', 'тип контакта', 'тип контрагента', 'вид контрагента', 'юр физ', 'юр физ лицо', 'kind', 'type', 'contact type'],
  contactPerson: ['контактное лицо', 'контактное лицо фио', 'представитель', 'контактная персона', 'ответственное лицо', 'contact person', 'attention'],
  phones: ['телефон', 'телефоны', 'тел', 'моб', 'мобильный', 'мобильный телефон', 'рабочий телефон', 'домашний телефон', 'номер', 'номер телефона', 'контактный телефон', 'сотовый',
    'phone', 'phones', 'phone number', 'mobile', 'mobile phone', 'work phone', 'home phone', 'tel', 'telephone', 'cell'],
  emails: ['email', 'e mail', 'почта', 'эл почта', 'электронная почта', 'адрес электронной почты', 'имейл', 'мейл', 'рабочий email', 'рабочий e mail', 'mail', 'emails', 'e mails', 'email address', 'почтовый ящик'],
  city: ['город', 'населенный пункт', 'населённый пункт', 'city', 'town'],
  address: ['адрес', 'фактический адрес', 'юридический адрес', 'почтовый адрес', 'адрес доставки', 'улица', 'address', 'street', 'street address', 'postal address'],
  inn: ['инн', 'inn', 'tin', 'tax id', 'taxpayer id'],
  kpp: ['кпп', 'kpp'],
  bankName: ['банк', 'название банка', 'наименование банка', 'bank', 'bank name'],
  bik: ['бик', 'бик банка', 'bik', 'bic'],
  bankAccount: ['расчетный счет', 'расчётный счёт', 'расчетный счёт', 'расчётный счет', 'р с', 'рс', 'рсч', 'номер счета', 'счет', 'счёт', 'bank account', 'account number'],
  correspondentAccount: ['корреспондентский счет', 'корреспондентский счёт', 'корр счет', 'корр счёт', 'к с', 'кс', 'correspondent account'],
  tags: ['теги', 'тег', 'метки', 'метка', 'тэги', 'ярлыки', 'tags', 'tag', 'labels'],
  source: ['источник', 'откуда', 'рекламный источник', 'канал', 'source', 'lead source', 'channel'],
  owner: ['ответственный', 'менеджер', 'владелец', 'куратор', 'owner', 'manager', 'assigned to', 'responsible'],
  notes: ['примечание', 'примечания', 'комментарий', 'комментарии', 'заметка', 'заметки', 'описание', 'notes', 'note', 'comment', 'comments', 'description', 'remarks'],
};

const BY_NAME = new Map<string, PlainField>(PLAIN_FIELDS.flatMap((field) => SYNONYMS[field].map((name) => [name, field] as const)));

/** Words only, lower case, without a number at the end: «Телефон_2», «E-mail (рабочий)». */
function plainHead(head: string): string {
  return head
    .normalize('NFC')
    .replace(/([\p{Ll}])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/\(.*?\)/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\s+№?\s*\d+$/, '');
}

/** The field that a head names, in Russian or English, or an own field by its label or key; null when it says nothing. */
export function guessField(head: string, customFields: readonly Pick<CustomField, 'key' | 'label'>[]): ImportField | null {
  const exact = head.trim().toLowerCase();
  const own = customFields.find(({ key, label }) => label.trim().toLowerCase() === exact || key === exact);
  if (own) return `custom.${own.key}`;
  const name = plainHead(head);
  return BY_NAME.get(name) ?? BY_NAME.get(name.replace(/ё/g, 'е')) ?? null;
}

/**
 * A field for each column, each field once unless it may repeat. A lone «Имя» beside «Фамилия» is the first name, a lone
 * «Контакт» beside a company's name is the person in it.
 */
export function guessMapping(heads: readonly string[], customFields: readonly Pick<CustomField, 'key' | 'label'>[]): (ImportField | null)[] {
  const guessed = heads.map((head) => guessField(head, customFields));
  const hasLastName = guessed.includes('lastName');
  const taken = new Set<ImportField>();
  return guessed.map((field, index) => {
    const settled = field === 'name' && hasLastName && /^(имя|name)$/i.test(heads[index]?.trim() ?? '') ? 'firstName' : field;
    const fallback = settled === 'name' && taken.has('name') ? 'contactPerson' : settled;
    if (fallback === null || (taken.has(fallback) && !REPEATABLE.has(fallback))) return null;
    taken.add(fallback);
    return fallback;
  });
}
