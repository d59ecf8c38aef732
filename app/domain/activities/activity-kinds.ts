/** What people log; SYSTEM lines write themselves. An e-mail is any written message, also in a messenger. */
export const LOGGED_KINDS = ['NOTE', 'CALL', 'EMAIL', 'MEETING'] as const;
export type LoggedKind = (typeof LOGGED_KINDS)[number];

/** Kinds that answer the client: the first of them stops the response clock. Rule: domain "Colour means a clock". */
export const ANSWERING_KINDS: readonly LoggedKind[] = ['CALL', 'EMAIL', 'MEETING'];

/** Kinds that last some time, with the usual number of minutes. */
export const USUAL_MINUTES: Partial<Record<LoggedKind, number>> = { CALL: 10, MEETING: 60 };

/** Most characters of an entry. */
export const BODY_MAX = 5_000;
/** A day. */
export const DURATION_MAX = 1_440;
