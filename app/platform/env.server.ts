import { z } from 'zod';
import { LIMITS } from './limits';

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const text = z.string().trim().min(1);
const list = text.transform((value) => value.split(',').map((part) => part.trim()).filter(Boolean));

const limit = z.coerce.number().int().min(1);

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: text.default('0.0.0.0'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://').optional(),
  DATA_DIR: text.default('.data'),
  DEMO: flag.default(true),
  RUN_JOBS: flag.default(true),
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  APP_VERSION: text.max(60).optional(),
  SESSION_SECRET: list.refine((secrets) => secrets.every((secret) => secret.length >= 32), {
    message: 'needs at least 32 characters (several, separated by commas, rotate)',
  }),
  APP_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: flag.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://').optional(),
  MAIL_FROM: text.default('Teplo <noreply@localhost>'),
  TELEGRAM_BOT_TOKEN: z.string().regex(/^\d+:[\w-]+$/, 'must be a bot token as BotFather gives it (123456:ABC…)').optional(),
  TELEGRAM_API_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')).default('https://api.telegram.org'),
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'must start with redis:// or rediss://').optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: text.default('us-east-1'),
  S3_BUCKET: text.optional(),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
  S3_PUBLIC_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  STORAGE_LIMIT_MB: z.coerce.number().int().min(0).default(0),
  SENTRY_DSN: z.url().optional(),
  METRICS_TOKEN: text.optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(1000).default(20),
  SLOW_QUERY_MS: z.coerce.number().int().min(0).default(500),
  STATEMENT_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(3600).default(30),
  MAX_EVENT_LOOP_DELAY_MS: z.coerce.number().int().min(0).default(150),
  MAX_WAITING_CLIENTS: z.coerce.number().int().min(0).default(60),
  MAX_VISITS_AT_ONCE: z.coerce.number().int().min(0).default(64),
  SHUTDOWN_DELAY_SECONDS: z.coerce.number().min(0).max(300).default(0),
  SHUTDOWN_SECONDS: z.coerce.number().min(1).max(600).default(25),
  WEBHOOK_ALLOW_PRIVATE: flag.default(false),
  COLLECT_LIMIT_PER_MINUTE: limit.default(LIMITS.collector.points),
  API_LIMIT_PER_MINUTE: limit.default(LIMITS.api.points),
  SIGN_IN_LIMIT_PER_MINUTE: limit.default(LIMITS.signIn.points),
  REGISTER_LIMIT_PER_MINUTE: limit.default(LIMITS.register.points),
  IMPORT_LIMIT_PER_HOUR: limit.default(LIMITS.import.points),
  EXPORT_LIMIT_PER_MINUTE: limit.default(LIMITS.export.points),
  UPLOAD_LIMIT_PER_MINUTE: limit.default(LIMITS.upload.points),
  CORS_ORIGINS: list.pipe(z.array(z.url({ protocol: /^https?$/ }).transform((address) => new URL(address).origin))).default([]),
  BACKUP_DIR: text.optional(),
  BACKUP_S3_BUCKET: text.optional(),
  BACKUP_S3_ENDPOINT: z.url().optional(),
  BACKUP_S3_REGION: text.optional(),
  BACKUP_S3_ACCESS_KEY_ID: text.optional(),
  BACKUP_S3_SECRET_ACCESS_KEY: text.optional(),
  BACKUP_AT: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 03:00').optional(),
  BACKUP_KEEP: z.string().regex(/^\d+d( \d+w)?( \d+m)?$/, 'must be such as "7d 4w 6m"').default('7d 4w 6m'),
  BACKUP_PASSPHRASE: z.string().min(12, 'needs at least 12 characters').optional(),
  BACKUP_RECIPIENT: z.string().regex(/^age1[a-z0-9]+$/, 'must start with age1').optional(),
  BACKUP_IDENTITY: z.string().regex(/^AGE-SECRET-KEY-/, 'must start with AGE-SECRET-KEY-').optional(),
  FORM_LIMIT_PER_MINUTE: limit.default(LIMITS.form.points),
});

export type Env = z.infer<typeof schema>;

/** A wrong setting; its message is one sentence that names the variable. */
export class EnvError extends Error {
  override name = 'EnvError';
}

/** What the database's pool is made with; unlike the rest it needs no secret, so that tools can open one. */
const poolSchema = schema.pick({ DATABASE_POOL_SIZE: true, SLOW_QUERY_MS: true, STATEMENT_TIMEOUT_SECONDS: true });

/** The settings of the pool, read anew for each. @throws {EnvError} */
export function poolEnv(): z.infer<typeof poolSchema> {
  return parseWith(poolSchema, process.env);
}

/**
 * Checks the environment. Empty variables count as unset.
 * @throws {EnvError} that names every wrong variable
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  return parseWith(schema, source);
}

function parseWith<S extends z.ZodType>(wanted: S, source: Record<string, string | undefined>): z.output<S> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = wanted.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new EnvError(`The environment is not usable: ${faults.join('; ')}.`);
}

let current: Env | undefined;

/** The settings of this process, checked at first use and constant afterwards. */
export function env(): Env {
  return (current ??= parseEnv(process.env));
}
