/** Whose budget it is. An address stands for its whole block: see addressBlock. */
export type LimitKey = 'address' | 'account' | 'person' | 'caller' | 'organization';

export interface LimitRule {
  /** How often within the window. */
  points: number;
  /** Length of the window. */
  seconds: number;
  per: LimitKey;
  /** The environment variable that sets `points`. */
  setting?: string;
  /** The environment variable that sets `points` when it is higher. */
  raisedBy?: string;
  /** Counted in PostgreSQL when there is no Redis: a restart or a second process must not give it anew. */
  isKept?: boolean;
}

const MINUTE = 60;
const HOUR = 3600;

/** Every limit of requests, by name. What each is for and who counts it: docs/operations.md, "Limits". */
export const LIMITS = {
  /** Sent sign-in forms, right or wrong. Wrong passwords are counted apart, in sign-in-throttle.server.ts. */
  signIn: { points: 10, seconds: MINUTE, per: 'address', setting: 'SIGN_IN_LIMIT_PER_MINUTE' },
  /** Questions for a passkey: the page asks one by itself when it opens. */
  passkey: { points: 60, seconds: MINUTE, per: 'address' },
  secondFactor: { points: 10, seconds: 15 * MINUTE, per: 'account', isKept: true },
  register: { points: 5, seconds: MINUTE, per: 'address', setting: 'REGISTER_LIMIT_PER_MINUTE' },
  /** Mails somebody who is not signed in, so twice: by who asks and by who gets it. */
  forgotPassword: { points: 10, seconds: HOUR, per: 'address', isKept: true },
  forgotPasswordMail: { points: 3, seconds: HOUR, per: 'account', isKept: true },
  confirmEmail: { points: 5, seconds: HOUR, per: 'person', isKept: true },
  testNotification: { points: 10, seconds: HOUR, per: 'person', isKept: true },
  /** Codes that are tried in a chat with the bot. */
  telegramCode: { points: 10, seconds: 10 * MINUTE, per: 'account', isKept: true },
  invite: { points: 60, seconds: HOUR, per: 'organization', isKept: true },
  form: { points: 10, seconds: MINUTE, per: 'address', setting: 'FORM_LIMIT_PER_MINUTE' },
  /** Requests above it are not refused but set aside. */
  formQuarantine: { points: 40, seconds: 10 * MINUTE, per: 'address', raisedBy: 'FORM_LIMIT_PER_MINUTE', isKept: true },
  clientPage: { points: 60, seconds: MINUTE, per: 'address' },
  collector: { points: 240, seconds: MINUTE, per: 'address', setting: 'COLLECT_LIMIT_PER_MINUTE' },
  api: { points: 300, seconds: MINUTE, per: 'caller', setting: 'API_LIMIT_PER_MINUTE' },
  import: { points: 10, seconds: HOUR, per: 'person', setting: 'IMPORT_LIMIT_PER_HOUR', isKept: true },
  export: { points: 20, seconds: MINUTE, per: 'person', setting: 'EXPORT_LIMIT_PER_MINUTE' },
  upload: { points: 30, seconds: MINUTE, per: 'person', setting: 'UPLOAD_LIMIT_PER_MINUTE' },
} as const satisfies Record<string, LimitRule>;

export type LimitName = keyof typeof LIMITS;
