import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isEmail, normalizeEmail } from './email';
import { normalizePhone } from './phone';

describe('normalizePhone', () => {
  test.each([
    ['+7 999 123-45-67', '+79991234567'],
    ['8 (999) 123-45-67', '+79991234567'],
    ['89991234567', '+79991234567'],
    ['79991234567', '+79991234567'],
    ['7 999 123 45 67', '+79991234567'],
    ['9991234567', '+79991234567'],
    ['+7\u00a0999\u00a0123‑45‑67', '+79991234567'],
    ['＋７ ９９９ １２３ ４５ ６７', '+79991234567'],
    ['8 800 555 35 35', '+78005553535'],
    ['+375 29 123-45-67', '+375291234567'],
    ['+1 (212) 555-0123', '+12125550123'],
    ['+49 30 901820', '+4930901820'],
  ])('%j is %s', (typed, number) => {
    expect(normalizePhone(typed)).toBe(number);
  });

  test.each(['', 'abc', '123', '+7', '+999 123 456 789', '8 999 123-45-6', '899912345678', 'позвоните мне', '1'.repeat(61)])('%j is none', (typed) => {
    expect(normalizePhone(typed)).toBeNull();
  });

  it('never throws, fits the column and stays as it is', () => {
    const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('+', '7', '8', '9', '0', ' ', '-', '('), maxLength: 20 }));
    fc.assert(
      fc.property(typed, (text) => {
        const number = normalizePhone(text);
        if (number === null) return;
        expect(number).toMatch(/^\+\d{5,18}$/);
        expect(normalizePhone(number)).toBe(number);
      }),
    );
  });
});

describe('e-mail', () => {
  it('is compared in lower case and without spaces around', () => {
    expect(normalizeEmail('  Ivan.Petrov@Example.RU ')).toBe('ivan.petrov@example.ru');
  });

  test.each(['a@b.ru', 'ivan.petrov+crm@mail.example.com', 'почта@пример.рф', 'a@xn--e1afmkfd.xn--p1ai', 'x_y-z@a-b.io', `${'a'.repeat(64)}@b.ru`])('%s can be written to', (email) => {
    expect(isEmail(email)).toBe(true);
  });

  test.each([
    '', 'a', 'a@b', '@b.ru', 'a@', 'a@@b.ru', 'a b@c.ru', 'a@b..ru', 'a..b@c.ru', '.a@b.ru', 'a.@b.ru', 'a@-b.ru', 'a@b-.ru', 'a@b.r', 'a@b.ru\n', 'a\u0000@b.ru',
    '<a@b.ru>', 'a@b.ru, c@d.ru', 'a@127.0.0.1', `${'a'.repeat(65)}@b.ru`, `a@${'b.'.repeat(200)}ru`,
  ])('%j cannot', (email) => {
    expect(isEmail(email)).toBe(false);
  });
});
