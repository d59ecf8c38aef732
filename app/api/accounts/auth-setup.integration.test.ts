import { expect, it } from 'vitest';
import { openApi } from '../../../test/api';

it('registers the first organisation of an installation, and nobody after it', async () => {
  const api = await openApi();
  const owner = { name: 'Ольга Белова', password: 'тёплый вечер у окна', email: 'olga@example.com' };
  const incomplete = await api.call('auth.register', { body: owner });
  expect([incomplete.status, incomplete.body.errors]).toEqual([422, expect.arrayContaining([expect.objectContaining({ path: '/organizationName' }), expect.objectContaining({ path: '/services' })])]);
  const body = { ...owner, organizationName: 'ГеоОпора', timeZone: 'Europe/Moscow', currency: 'RUB', services: ['Бурение', 'Монтаж'] };
  const both = await Promise.all([1, 2].map(() => api.call<{ accessToken: string }>('auth.register', { body })));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 403]);
  const as = both.find(({ status }) => status === 201)?.body.accessToken;
  expect((await api.call('auth.me', { as })).body).toMatchObject({ email: 'olga@example.com', organizations: [{ slug: 'geoopora', role: 'OWNER' }] });
});
