import { describe, expect, it } from 'vitest';
import { EnvError, parseEnv } from './env.server';

const secret = 'a'.repeat(32);

describe('parseEnv', () => {
  it('needs nothing but the secret and counts empty values as unset', () => {
    const env = parseEnv({ SESSION_SECRET: secret, PORT: '', DATABASE_URL: '', SMTP_URL: '' });
    expect(env).toMatchObject({ PORT: 3000, HOST: '0.0.0.0', DATA_DIR: '.data', DEMO: true, TRUST_PROXY: false, LOG_LEVEL: 'info' });
    expect(env.DATABASE_URL).toBeUndefined();
  });

  it('reads a list of secrets for rotation', () => {
    const env = parseEnv({ SESSION_SECRET: `${secret}, ${'b'.repeat(40)}` });
    expect(env.SESSION_SECRET).toEqual([secret, 'b'.repeat(40)]);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['DATABASE_URL', 'mysql://x'],
    ['DEMO', 'maybe'],
    ['RUN_JOBS', 'never'],
    ['WORKER_PORT', '70000'],
    ['APP_URL', 'example.ru'],
    ['APP_URL', 'ftp://example.ru'],
    ['LOG_LEVEL', 'loud'],
    ['SMTP_URL', 'mail.example.ru'],
    ['TELEGRAM_BOT_TOKEN', 'my-bot'],
    ['TELEGRAM_API_URL', 'api.telegram.org'],
    ['REDIS_URL', 'localhost:6379'],
    ['SENTRY_DSN', 'yes'],
    ['SESSION_SECRET', 'short'],
    ['BACKUP_AT', '3 o’clock'],
    ['BACKUP_AT', '24:00'],
    ['BACKUP_KEEP', 'forever'],
    ['BACKUP_PASSPHRASE', 'short'],
    ['BACKUP_RECIPIENT', 'ssh-ed25519 AAAA'],
    ['BACKUP_IDENTITY', 'age1xyz'],
  ])('names %s when it is %j', (name, value) => {
    const parse = () => parseEnv({ SESSION_SECRET: secret, [name]: value });
    expect(parse).toThrow(EnvError);
    expect(parse).toThrow(new RegExp(`The environment is not usable: ${name}`));
  });
});
