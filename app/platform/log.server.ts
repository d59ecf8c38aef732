import { pino } from 'pino';

/** JSON lines on standard output. Secrets and personal data never belong in a log line. */
export const log = pino({
  level: process.env.LOG_LEVEL || 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.passwordHash'],
});

export type Log = typeof log;
