import { describe, expect, it } from 'vitest';
import { readDevice } from './sign-in/device';
import { suggestSlug } from './organization-slug';
import { setupSchema } from './setup.schema';
import { ACCOUNT_RULE, ADDRESS_RULE, delayAfter } from './sign-in/sign-in-delays';

describe('delayAfter', () => {
  it.each([[1, 0], [4, 0], [5, 30], [6, 60], [7, 120], [8, 300], [9, 900], [10, 900], [1000, 900]])('failure %i of an account blocks %i s', (failures, seconds) => {
    expect(delayAfter(failures, ACCOUNT_RULE)).toBe(seconds);
  });

  it('grows later for an address', () => {
    expect([delayAfter(24, ADDRESS_RULE), delayAfter(25, ADDRESS_RULE)]).toEqual([0, 30]);
  });
});

describe('suggestSlug', () => {
  it.each([
    ['Тёплый дом', 'teplyy-dom'],
    ['ООО «Щедрая Юность» №7', 'ooo-shchedraya-yunost-7'],
    ['  Café  Zürich!  ', 'cafe-zurich'],
    ['Login', 'login-1'],
    ['東京', ''],
    ['a'.repeat(100), 'a'.repeat(60)],
  ])('%s → %s', (name, slug) => {
    expect(suggestSlug(name)).toBe(slug);
  });
});

describe('setupSchema', () => {
  const typed = {
    organizationName: 'Тёплый дом',
    slug: undefined as string | undefined,
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    services: ' Монтаж \n\nРемонт\nМонтаж',
    name: 'Ольга Белова',
    email: ' Olga@Example.com ',
    password: 'длинная хорошая фраза',
  };
  const faults = (change: Partial<typeof typed>) => {
    const result = setupSchema.safeParse({ ...typed, ...change });
    return result.success ? {} : Object.fromEntries(result.error.issues.map((issue) => [issue.path.join('.'), issue.message]));
  };

  it('cleans what was typed and makes the address from the name', () => {
    expect(setupSchema.parse(typed)).toMatchObject({ slug: 'teplyy-dom', email: 'olga@example.com', services: ['Монтаж', 'Ремонт'] });
  });

  it.each([
    [{ slug: 'api' }, { slug: 'errors.slugReserved' }],
    [{ slug: 'a--b' }, { slug: 'errors.slugShape' }],
    [{ slug: 'дом' }, { slug: 'errors.slugShape' }],
    [{ organizationName: '東京' }, { slug: 'errors.required' }],
    [{ timeZone: 'Mars/Phobos' }, { timeZone: 'errors.choice' }],
    [{ currency: 'XXX' }, { currency: 'errors.choice' }],
    [{ services: ' \n ' }, { services: 'errors.required' }],
    [{ services: 'x'.repeat(201) }, { services: 'errors.serviceTooLong' }],
    [{ email: 'olga' }, { email: 'errors.email' }],
    [{ password: 'Тёплый дом 1' }, { password: 'errors.passwordPersonal' }],
  ])('refuses %o', (change, expected) => {
    expect(faults(change)).toEqual(expected);
  });
});

describe('readDevice', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36', 'Chrome', 'Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 YaBrowser/24.10 Safari/537.36', 'Yandex Browser', 'Windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15', 'Safari', 'macOS'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1', 'Safari', 'iPhone'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36', 'Chrome', 'Android'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox', 'Linux'],
    ['curl/8.0', null, null],
    [null, null, null],
  ])('%s', (userAgent, browser, system) => {
    expect(readDevice(userAgent)).toEqual({ browser, system });
  });
});
