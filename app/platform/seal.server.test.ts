import { afterEach, describe, expect, it, vi } from 'vitest';

async function withSecrets(secrets: string) {
  vi.resetModules();
  vi.stubEnv('SESSION_SECRET', secrets);
  return import('./seal.server');
}

afterEach(() => vi.unstubAllEnvs());

const [first, second] = ['a'.repeat(40), 'b'.repeat(40)];
const bytes = new TextEncoder().encode('тайна');

describe('seal', () => {
  it('is opened by the same secrets for the same purpose alone', async () => {
    const { seal, unseal } = await withSecrets(first);
    const sealed = seal(bytes, 'one');
    expect(Buffer.from(sealed).includes(Buffer.from(bytes))).toBe(false);
    expect(unseal(sealed, 'one')).toEqual(bytes);
    expect(unseal(sealed, 'two')).toBeNull();
    expect(seal(bytes, 'one')).not.toEqual(sealed);
    expect(unseal(seal(new Uint8Array(), 'one'), 'one')).toEqual(new Uint8Array());
  });

  it('survives a new secret as long as the old one is kept', async () => {
    const sealed = (await withSecrets(first)).seal(bytes, 'one');
    expect((await withSecrets(`${second},${first}`)).unseal(sealed, 'one')).toEqual(bytes);
    expect((await withSecrets(second)).unseal(sealed, 'one')).toBeNull();
  });

  it('shows when anything was changed', async () => {
    const { seal, unseal } = await withSecrets(first);
    const sealed = seal(bytes, 'one');
    for (const at of [0, 12, 28, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(unseal(changed, 'one')).toBeNull();
    }
    expect(unseal(sealed.subarray(0, 20), 'one')).toBeNull();
  });
});
