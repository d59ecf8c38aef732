/** Words that stand in examples, guides and people's first try. */
const placeholders = /change[-_ ]?me|changeit|example|placeholder|your[-_ ]?secret|^(teplo|postgres|password|secret|admin|minioadmin|root|test|redis)+\d*$/i;
/** A random text of 16 letters has more different ones than this nearly always. */
const LETTERS_AT_LEAST = 8;

/** Whether anybody would guess this, or it was copied out of a guide. Pure. */
export function isWeakSecret(secret: string): boolean {
  return placeholders.test(secret) || new Set(secret).size < LETTERS_AT_LEAST;
}

export interface SecretSettings {
  SESSION_SECRET: readonly string[];
  DATABASE_URL?: string | undefined;
  REDIS_URL?: string | undefined;
  S3_ENDPOINT?: string | undefined;
  S3_SECRET_ACCESS_KEY?: string | undefined;
  METRICS_TOKEN?: string | undefined;
}

/**
 * The settings whose secret is a default or nearly one. What listens on this machine's own address may have any password:
 * nobody else reaches it.
 * @returns names of the variables
 */
export function weakSecrets(settings: SecretSettings): string[] {
  const weak = (name: string, secret: string | null | undefined) => (secret && isWeakSecret(secret) ? [name] : []);
  return [
    ...(settings.SESSION_SECRET.some(isWeakSecret) ? ['SESSION_SECRET'] : []),
    ...weak('DATABASE_URL (its password)', passwordOf(settings.DATABASE_URL)),
    ...weak('REDIS_URL (its password)', passwordOf(settings.REDIS_URL)),
    ...(isOwnMachine(settings.S3_ENDPOINT) ? [] : weak('S3_SECRET_ACCESS_KEY', settings.S3_SECRET_ACCESS_KEY)),
    ...weak('METRICS_TOKEN', settings.METRICS_TOKEN),
  ];
}

function passwordOf(address: string | undefined): string | null {
  if (!address || !URL.canParse(address) || isOwnMachine(address)) return null;
  const { password } = new URL(address);
  try {
    return decodeURIComponent(password);
  } catch {
    // a percent sign that stands for itself, which the database's driver takes so too
    return password;
  }
}

function isOwnMachine(address: string | undefined): boolean {
  if (!address || !URL.canParse(address)) return false;
  return ['localhost', '127.0.0.1', '[::1]', ''].includes(new URL(address).hostname);
}
