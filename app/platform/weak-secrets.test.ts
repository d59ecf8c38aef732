import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWeakSecret, weakSecrets } from './weak-secrets';

const good = '5f1c8a0e7d3b4926';

describe('isWeakSecret', () => {
  it.each(['change-me-please-change-me-please', 'changeme', 'a'.repeat(40), 'abababababababababababababababab', 'postgres', 'teplo', 'password123', 'minioadmin', 'your-secret-key-of-32-characters!', 'ThisIsAnExampleSecretOf32Letters'])('knows %s', (secret) => {
    expect(isWeakSecret(secret)).toBe(true);
  });

  it('lets random ones through', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 24, maxLength: 24 }), () => !isWeakSecret(randomBytes(24).toString('hex')) && !isWeakSecret(randomBytes(24).toString('base64url'))), { numRuns: 200 });
  });
});

describe('weakSecrets', () => {
  it('names each setting', () => {
    expect(
      weakSecrets({
        SESSION_SECRET: [good.repeat(2), 'change-me'.repeat(4)],
        DATABASE_URL: 'postgresql://teplo:teplo@database:5432/teplo',
        REDIS_URL: 'redis://:password@redis:6379',
        S3_SECRET_ACCESS_KEY: 'minioadmin',
        METRICS_TOKEN: 'secret',
      }),
    ).toEqual(['SESSION_SECRET', 'DATABASE_URL (its password)', 'REDIS_URL (its password)', 'S3_SECRET_ACCESS_KEY', 'METRICS_TOKEN']);
  });

  it('asks nothing of what only this machine reaches, and is content with random ones', () => {
    const local = { SESSION_SECRET: [good.repeat(2)], DATABASE_URL: 'postgresql://postgres:postgres@localhost:5432/teplo', REDIS_URL: 'redis://127.0.0.1:6379', S3_ENDPOINT: 'http://127.0.0.1:9000', S3_SECRET_ACCESS_KEY: 'minioadmin' };
    expect(weakSecrets(local)).toEqual([]);
    expect(weakSecrets({ ...local, DATABASE_URL: `postgresql://teplo:${good}@database:5432/teplo`, S3_ENDPOINT: 'https://s3.example.net', S3_SECRET_ACCESS_KEY: good })).toEqual([]);
    expect(weakSecrets({ ...local, DATABASE_URL: `postgresql://teplo:100%${good}%zz@database:5432/teplo` }), 'a bare percent sign').toEqual([]);
    expect(weakSecrets({ ...local, DATABASE_URL: 'postgresql://postgres@localhost:5432/teplo?host=%2Ftmp%2Fx' })).toEqual([]);
  });
});
