import { expect, it } from 'vitest';
import { readLeadSource } from './lead-source';

const own = 'https://teplo.test';

it('keeps what is known of the way here', () => {
  const search = new URLSearchParams('utm_source=mail&utm_campaign=осень&utm_other=x&firstName=y');
  expect(readLeadSource(search, 'https://search.test/q?a=1', own)).toEqual({ utm_source: 'mail', utm_campaign: 'осень', referrer: 'https://search.test/q?a=1' });
});

it.each([
  ['own pages', 'https://teplo.test/r/demo'],
  ['scripts', 'javascript:alert(1)'],
  ['nonsense', 'nonsense'],
])('takes no %s for a source', (_name, referrer) => {
  expect(readLeadSource(new URLSearchParams(), referrer, own)).toBeNull();
});

it('cuts what is too long', () => {
  const source = readLeadSource(new URLSearchParams({ utm_term: 'x'.repeat(5000) }), `https://a.test/${'y'.repeat(5000)}`, own);
  expect([source?.utm_term?.length, source?.referrer?.length]).toEqual([200, 500]);
});
