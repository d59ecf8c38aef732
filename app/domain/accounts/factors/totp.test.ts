import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { RECOVERY_CODE_BYTES, readRecoveryCode, writeRecoveryCode } from './recovery-codes';
import { matchTotpStep, newTotpSecret, totpUri } from './totp';

/** RFC 6238, appendix B: the secret "12345678901234567890"; the codes there have eight digits, of which ours are the last six. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const vectors = [
  { seconds: 59, code: '94287082' },
  { seconds: 1_111_111_109, code: '07081804' },
  { seconds: 1_111_111_111, code: '14050471' },
  { seconds: 1_234_567_890, code: '89005924' },
  { seconds: 2_000_000_000, code: '69279037' },
  { seconds: 20_000_000_000, code: '65353130' },
];
const at = (seconds: number) => new Date(seconds * 1000);

describe('matchTotpStep', () => {
  it.each(vectors)('knows the code of second $seconds', ({ seconds, code }) => {
    expect(matchTotpStep(rfcSecret, code.slice(-6), at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it.each([
    { away: -60, taken: false },
    { away: -30, taken: true },
    { away: 0, taken: true },
    { away: 30, taken: true },
    { away: 60, taken: false },
  ])('of a code $away seconds away: $taken', ({ away, taken }) => {
    const now = 1_700_000_010;
    const code = TOTP.generate({ secret: Secret.fromBase32(rfcSecret), timestamp: (now + away) * 1000 });
    expect(matchTotpStep(rfcSecret, code, at(now))).toBe(taken ? Math.floor((now + away) / 30) : null);
  });

  it.each(['', '28708', '2870822', '94287082', '28708a', '٢٨٧٠٨٢', '000000'])('refuses %j', (typed) => {
    expect(matchTotpStep(rfcSecret, typed, at(59))).toBeNull();
  });

  it('takes a code that was typed with spaces', () => {
    expect(matchTotpStep(rfcSecret, ' 287 082 ', at(59))).toBe(1);
  });
});

it('makes secrets of 160 bits that apps can read', () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(secret);
  expect(totpUri(secret, 'anna@example.com')).toBe(`otpauth://totp/Teplo:anna%40example.com?issuer=Teplo&secret=${secret}&algorithm=SHA1&digits=6&period=30`);
});

describe('recovery codes', () => {
  it('read back as they were written, however they are typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: RECOVERY_CODE_BYTES, maxLength: RECOVERY_CODE_BYTES }), (bytes) => {
        const code = writeRecoveryCode(bytes);
        expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
        const plain = code.replaceAll('-', '');
        expect(readRecoveryCode(code)).toBe(plain);
        expect(readRecoveryCode(` ${plain.toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l')} `)).toBe(plain);
      }),
    );
  });

  it.each(['', '123456', 'u234-5678-9abc-defg', '1234-5678-9abc-def', '1234-5678-9abc-defg-h'])('is none: %j', (typed) => {
    expect(readRecoveryCode(typed)).toBeNull();
  });
});
