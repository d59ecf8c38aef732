import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordFault } from './password-rules';

describe('passwordFault', () => {
  it.each(['demo-password', 'correct horse battery', 'тёплый вечер у окна', 'Vx8#qLm2!rTz', 'Наш котёл №7 греет', 'пингвины любят хлеб', '🔥🌲🏠🚜🎈🍞🥾🛠🧲🪵'])('takes %s', (password) => {
    expect(passwordFault(password, ['Иван Петров', 'ivan@example.com', 'Тепло'])).toBeNull();
  });

  it.each([
    ['short', 'passwordTooShort'],
    ['пароль123', 'passwordTooShort'],
    ['🔥🔥🔥🔥🔥', 'passwordTooShort'],
    ['x'.repeat(201), 'passwordTooLong'],
    ['aaaaaaaaaaaa', 'passwordRepeats'],
    ['1212121212', 'passwordRepeats'],
    ['abcabcabcabc', 'passwordRepeats'],
    ['1234567890', 'passwordCommon'],
    ['0987654321', 'passwordCommon'],
    ['2345678901', 'passwordCommon'],
    ['abcdefghijkl', 'passwordCommon'],
    ['qwertyuiop', 'passwordCommon'],
    ['QwertyUIOP', 'passwordCommon'],
    ['poiuytrewq', 'passwordCommon'],
    ['йцукенгшщз', 'passwordCommon'],
    ['фывапролджэ', 'passwordCommon'],
    ['qwerty1234', 'passwordCommon'],
    ['qwertyasdfgh', 'passwordCommon'],
    ['1q2w3e4r5t6y', 'passwordCommon'],
    ['1qaz2wsx3edc', 'passwordCommon'],
    ['password123', 'passwordCommon'],
    ['P@ssw0rd2024!', 'passwordCommon'],
    ['iloveyou2024', 'passwordCommon'],
    ['Пароль12345', 'passwordCommon'],
    ['gfhjkmgfhjkm', 'passwordCommon'],
    ['administrator', 'passwordCommon'],
  ] as const)('refuses %s', (password, fault) => {
    expect(passwordFault(password)).toBe(fault);
  });

  it.each([
    ['ivan.petrov@example.com'],
    ['ivanpetrov1'],
    ['Ivan-Petrov!1'],
    ['ТеплоСервис24'],
  ])('refuses %s as one of the own words', (password) => {
    expect(passwordFault(password, ['ivan.petrov@example.com', 'Тепло Сервис'])).toBe('passwordPersonal');
  });

  it('takes an own word within a longer phrase', () => {
    expect(passwordFault('ivan любит тёплые вечера', ['ivan@example.com'])).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), (password, word) => {
      passwordFault(password, [word]);
    }));
  });
});
