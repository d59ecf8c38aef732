import { expect, it } from 'vitest';
import { requireUser, type GuardArgs } from './guard.server';

const PAGE = '/o/demo/contacts/new?from=list';

/** Where the sign-in page leads back to when nobody is signed in. */
async function wayBack(path: string, init: RequestInit): Promise<string | null> {
  const context = { clientAddress: '10.0.0.1' } as GuardArgs['context'];
  const refusal: unknown = await requireUser({ request: new Request(`https://teplo.test${path}`, init), params: {}, context }).catch((error: unknown) => error);
  const location = refusal instanceof Response ? refusal.headers.get('Location') : null;
  return new URL(location ?? '', 'https://teplo.test').searchParams.get('redirectTo');
}

it.each([
  ['a page that was asked for', PAGE, {}, PAGE],
  ['the page that a form was posted from', '/o/demo/contacts/1/notes', { method: 'POST', headers: { Referer: `https://teplo.test${PAGE}` } }, PAGE],
  ['the page whose script asked for data', '/resources/o/demo/search?q=a', { headers: { Referer: `https://teplo.test${PAGE}` } }, PAGE],
  ['a path of this site, whatever the referrer says', '/profile', { method: 'POST', headers: { Referer: 'https://evil.test//evil.test/x' } }, '/profile'],
  ['the form’s own address without a referrer', '/profile/account', { method: 'POST' }, '/profile/account'],
])('leads back to %s', async (_name, path, init, back) => {
  expect(await wayBack(path, init)).toBe(back);
});
