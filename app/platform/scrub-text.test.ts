import { describe, expect, it } from 'vitest';
import { scrubPersonal, scrubSecrets } from './scrub-text';

describe('scrubSecrets', () => {
  it.each([
    ['redis://default:s3cret@cache:6379/0', 'redis://[credentials]@cache:6379/0'],
    ['Authorization: Bearer abc.def-ghi_jkl', 'Authorization: Bearer [secret]'],
    ['key teplo_Ab3dEfGhIjKlMnOpQrStUvWx was used', 'key [secret] was used'],
    ['/login?token=abc123&next=/', '/login?token=[secret]&next=/'],
    ['GET /t/p3V9c0yqS7w1bGk5Zt8RfXn2', 'GET /t/[secret]'],
    ['relation "Lead" does not exist', 'relation "Lead" does not exist'],
  ])('%s', (text, expected) => expect(scrubSecrets(text)).toBe(expected));
});

describe('scrubPersonal', () => {
  it.each([
    ['no mail to anna.orlova@example.com today', 'no mail to [e-mail] today'],
    ['анна@почта.рф said no', '[e-mail] said no'],
    ['Key (email)=(a b) already exists.', 'Key (email)=([value]) already exists.'],
    ['cannot call +7 (903) 123-45-67', 'cannot call [number]'],
    ['contact "Anna Orlova" is gone', 'contact [text] is gone'],
    ["user 'Anna' of «ООО Ромашка»", 'user [text] of [text]'],
    ['Анна Орлова has no phone', '[text] has no phone'],
    ['from 192.0.2.17 and 2001:db8:1:2::7', 'from [address] and [address]'],
    ['data: { name: "Анна", phone: "+79031234567" }', 'data: { name: [text], phone: [text] }'],
    ['Cannot read properties of undefined', 'Cannot read properties of undefined'],
  ])('%s', (text, expected) => expect(scrubPersonal(text)).toBe(expected));
});
