import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readFileLink, signFileLink, type FileLink } from './file-link.server';

const env = vi.hoisted(() => ({ SESSION_SECRET: ['first secret'] }));
vi.mock('./env.server', () => ({ env: () => env }));

const now = new Date('2026-03-01T10:00:00Z');
const link: FileLink = { organizationId: 'a3f0c3f4-0000-7000-8000-000000000001', fileId: 'b3f0c3f4-0000-7000-8000-000000000002', size: 'original', expires: now.getTime() / 1_000 + 300 };

describe('a signed link', () => {
  it('opens what it names until it expires', () => {
    const query = signFileLink(link);
    expect(readFileLink(link.fileId, query, now)).toEqual(link);
    expect(readFileLink(link.fileId, query, new Date(now.getTime() + 299_999))).toEqual(link);
    expect(readFileLink(link.fileId, query, new Date(now.getTime() + 300_000))).toBeNull();
  });

  it('opens nothing when any part of it is changed', () => {
    const signed = signFileLink(link);
    fc.assert(
      fc.property(fc.constantFrom('organization', 'size', 'expires', 'signature'), fc.string({ maxLength: 60 }), (name, value) => {
        const query = new URLSearchParams(signed);
        fc.pre(query.get(name) !== value && !(name === 'size' && value !== 'small'));
        query.set(name, value);
        expect(readFileLink(link.fileId, query, now)).toBeNull();
      }),
    );
    expect(readFileLink(link.organizationId, signed, now)).toBeNull();
  });

  it('outlives the rotation of the secret, and ends with the secret', () => {
    const signed = signFileLink(link);
    env.SESSION_SECRET = ['second secret', 'first secret'];
    expect(readFileLink(link.fileId, signed, now)).toEqual(link);
    env.SESSION_SECRET = ['second secret'];
    expect(readFileLink(link.fileId, signed, now)).toBeNull();
  });
});
