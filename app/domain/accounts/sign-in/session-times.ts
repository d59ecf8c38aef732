const minute = 60_000;
const hour = 60 * minute;

/** Lives of a session, in milliseconds. */
export const SESSION_TIMES = {
  /** "Keep me signed in": from the sign-in on; also the longest life of any session. */
  rememberedMs: 30 * 24 * hour,
  /** Without it: from the last use on. */
  idleMs: 12 * hour,
  /** Use is noted at most this often: no write per request. */
  touchEveryMs: 5 * minute,
};
