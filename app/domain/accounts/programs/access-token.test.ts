import { afterEach, describe, expect, it, vi } from 'vitest';

const now = new Date('2026-11-21T12:00:00Z');
const who = { userId: '01890000-0000-7000-8000-000000000001', familyId: '01890000-0000-7000-8000-000000000002' };
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

/** The module as a process with these secrets has it. */
async function withSecrets(secrets: string) {
  vi.resetModules();
  vi.stubEnv('SESSION_SECRET', secrets);
  return import('./access-token.server');
}

afterEach(() => vi.unstubAllEnvs());

const first = 'a'.repeat(40);
const second = 'b'.repeat(40);

describe('access tokens', () => {
  it('say who they were made for, for fifteen minutes', async () => {
    const { signAccessToken, verifyAccessToken } = await withSecrets(first);
    const token = await signAccessToken(who, now);
    expect(await verifyAccessToken(token, later(899))).toEqual(who);
    expect(await verifyAccessToken(token, later(900))).toBeNull();
  });

  it('survive a new secret as long as the old one is kept', async () => {
    const token = await (await withSecrets(first)).signAccessToken(who, now);
    expect(await (await withSecrets(`${second},${first}`)).verifyAccessToken(token, now)).toEqual(who);
    expect(await (await withSecrets(second)).verifyAccessToken(token, now)).toBeNull();
  });

  it('are refused when anything of them was changed', async () => {
    const { signAccessToken, verifyAccessToken } = await withSecrets(first);
    const [header = '', payload = '', signature = ''] = (await signAccessToken(who, now)).split('.');
    const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()) as object, sub: who.familyId })).toString('base64url');
    const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    for (const token of [`${header}.${forged}.${signature}`, `${unsigned}.${payload}.`, `${header}.${payload}.`, 'nothing', '']) expect(await verifyAccessToken(token, now)).toBeNull();
  });
});
