import { expect, it, test } from 'vitest';
import { guessField, guessMapping, PLAIN_FIELDS } from './guess-mapping';

test.each([
  ['Наименование', 'name'],
  ['ФИО', 'name'],
  ['Ф.И.О.', 'name'],
  ['fullName', 'name'],
  ['Телефон 2', 'phones'],
  ['Phone_3', 'phones'],
  ['Мобильный телефон (основной)', 'phones'],
  ['E-mail', 'emails'],
  ['Эл. почта', 'emails'],
  ['ИНН', 'inn'],
  ['КПП', 'kpp'],
  ['Р/с', 'bankAccount'],
  ['Расчётный счет', 'bankAccount'],
  ['Город', 'city'],
  ['Ответственный', 'owner'],
  ['Размер участка', 'custom.plot'],
  ['plot', 'custom.plot'],
  ['Что-то своё', null],
  ['', null],
])('%j is %s', (head, field) => {
  expect(guessField(head, [{ key: 'plot', label: 'Размер участка' }])).toBe(field);
});

test.each(PLAIN_FIELDS.filter((field) => field !== 'firstName'))('the English name of %s is known', (field) => {
  const names: Partial<Record<(typeof PLAIN_FIELDS)[number], string>> = { phones: 'Phone', emails: 'Email', bik: 'BIC', tags: 'Tags', notes: 'Notes' };
  const head = names[field] ?? field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  expect(guessField(head, [])).toBe(field);
});

it('parts of a name, a second name and repeated columns', () => {
  expect(guessMapping(['Фамилия', 'Имя', 'Отчество'], [])).toEqual(['lastName', 'firstName', 'middleName']);
  expect(guessMapping(['Компания', 'Контакт', 'Клиент'], [])).toEqual(['name', 'contactPerson', null]);
  expect(guessMapping(['Телефон', 'Телефон 2', 'Город', 'Город'], [])).toEqual(['phones', 'phones', 'city', null]);
});
