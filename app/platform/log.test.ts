import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { withRequestId } from './http/current-request';
import { logOptions, type Log } from './log.server';

function written(work: (log: Log) => void): string {
  const lines: string[] = [];
  work(pino({ ...logOptions, level: 'info' }, { write: (line: string) => lines.push(line) }));
  return lines.join('');
}

const SECRET = 'hunter2-of-all-secrets';

describe('the log', () => {
  it.each([
    ['a password', { password: SECRET }],
    ['a form', { form: { email: 'x', newPassword: SECRET, currentPassword: SECRET } }],
    ['headers', { req: { headers: { cookie: `teplo_session=${SECRET}`, authorization: `Bearer ${SECRET}`, 'set-cookie': SECRET } } }],
    ['what was asked of the API', { request: { headers: { Authorization: `Bearer ${SECRET}`, 'x-api-key': SECRET } } }],
    ['tokens', { tokens: { accessToken: SECRET, refreshToken: SECRET }, token: SECRET }],
    ['settings', { env: { DATABASE_URL: `postgresql://u:${SECRET}@h/d`, SESSION_SECRET: SECRET, REDIS_URL: SECRET, SMTP_URL: SECRET } }],
    ['an error with values', { err: Object.assign(new Error('failed'), { config: { connectionString: SECRET }, password: SECRET }) }],
    ['the text of an error', { err: new Error(`cannot connect to postgresql://teplo:${SECRET}@db:5432/teplo`) }],
    ['an address in an error', { err: new Error(`GET /invite/${SECRET} failed`) }],
    ['a header in an error', { err: new Error(`401 for Bearer ${SECRET}`) }],
  ])('shows no secret of %s', (_name, line) => {
    expect(written((log) => log.error(line, 'it happened'))).not.toContain(SECRET);
  });

  it('names the request of every line', () => {
    const line = withRequestId('request-1', () => written((log) => log.info('one')));
    expect(JSON.parse(line)).toMatchObject({ requestId: 'request-1', msg: 'one' });
    expect(written((log) => log.info('none'))).not.toContain('requestId');
  });
});
