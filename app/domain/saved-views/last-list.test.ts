import { describe, expect, it } from 'vitest';
import { keepLastList, readLastList, type LastList, type ListKey } from './last-list.server';

const key: ListKey = { orgSlug: 'demo', resource: 'deals' };
const read = (cookie: string, which = key) => readLastList(new Request('http://local/o/demo/deals', { headers: { Cookie: cookie } }), which);
const pairOf = (setCookie: string) => setCookie.split(';')[0] ?? '';

describe('the last look at a list', () => {
  it.each<LastList>([
    { search: '', viewId: null },
    { search: 'q=%D0%B0%3B+b&view=board', viewId: '0198d2a4-7c1e-7e55-8a5c-0123456789ab' },
  ])('comes back: %j', async (last) => {
    const setCookie = await keepLastList(key, last);
    expect(setCookie).toMatch(/^last-deals=.*; Max-Age=43200; Path=\/o\/demo; HttpOnly; SameSite=Lax/);
    expect(await read(pairOf(setCookie))).toEqual(last);
    expect(await read(pairOf(setCookie), { ...key, resource: 'leads' })).toBeNull();
  });

  it('is nothing when it was never kept or made up', async () => {
    const made = Buffer.from(JSON.stringify({ s: 'q'.repeat(2_000), v: null })).toString('base64');
    for (const cookie of ['', 'last-deals=', 'last-deals=zzz', 'last-deals=bnVsbA==', `last-deals=${made}`]) expect(await read(cookie), cookie).toBeNull();
  });

  it('is forgotten when it is too long for a cookie', async () => {
    expect(await keepLastList(key, { search: 'q'.repeat(1_001), viewId: null })).toContain('Max-Age=0');
  });
});
