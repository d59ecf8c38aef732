import { pino, type LoggerOptions } from 'pino';
import { currentRequestId } from './http/current-request';
import { scrubSecrets } from './scrub-text';

/** Names whose values no log line may show, up to three levels deep. */
const SECRET_NAMES = [
  'password', 'newPassword', 'currentPassword', 'passwordHash', 'passphrase', 'secret', 'token', 'tokenHash', 'accessToken', 'refreshToken', 'apiKey',
  'cookie', 'Cookie', 'authorization', 'Authorization', 'DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'SENTRY_DSN', 'SESSION_SECRET', 'METRICS_TOKEN', 'connectionString',
];
const SECRET_HEADERS = ['set-cookie', 'Set-Cookie', 'x-api-key'].map((name) => `["${name}"]`);
const LEVELS = ['', '*', '*.*', '*.*.*'];

const redactedPaths = LEVELS.flatMap((level) => [...SECRET_NAMES.map((name) => (level ? `${level}.${name}` : name)), ...SECRET_HEADERS.map((name) => `${level}${name}`)]);

/** An error's own text may hold an address with a password in it. */
function describeError(error: Error) {
  const described = pino.stdSerializers.err(error);
  return { ...described, message: scrubSecrets(described.message), stack: scrubSecrets(described.stack) };
}

/** How the log is written; apart from `log` so that a test can read what it writes. */
export const logOptions = {
  level: process.env.LOG_LEVEL || 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => {
    const requestId = currentRequestId();
    return requestId ? { requestId } : {};
  },
  serializers: { err: describeError },
  redact: redactedPaths,
} satisfies LoggerOptions;

/** JSON lines on standard output, each with the id of the request it belongs to. Secrets and personal data never belong in a log line. */
export const log = pino(logOptions);

export type Log = typeof log;
