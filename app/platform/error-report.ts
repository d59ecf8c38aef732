import type { ErrorEvent, Exception, StackFrame } from '@sentry/node';
import { scrubPersonal } from './scrub-text';

/** Tags that leave the house: ids of ours, and words of the program. */
const TAGS = new Set(['requestId', 'route', 'job']);

/**
 * What of a report may leave the house: built anew from what is known to be harmless, so that nothing new of the library
 * slips through. No bodies, cookies, headers, addresses, query strings, variables, log lines or host names; texts are
 * scrubbed; of the person only the hashed id that `reportError` gave.
 */
export function scrubEvent(event: ErrorEvent): ErrorEvent {
  const { event_id, timestamp, platform, level, release, environment, user, tags = {}, exception, message } = event;
  return {
    type: undefined,
    ...(event_id && { event_id }),
    ...(timestamp && { timestamp }),
    ...(platform && { platform }),
    ...(level && { level }),
    ...(release && { release }),
    ...(environment && { environment }),
    ...(user?.id !== undefined && { user: { id: user.id } }),
    tags: Object.fromEntries(Object.entries(tags).filter(([name]) => TAGS.has(name))),
    ...(message && { message: scrubPersonal(message) }),
    ...(exception?.values && { exception: { values: exception.values.map(scrubException) } }),
  };
}

function scrubException({ type, value, mechanism, stacktrace }: Exception): Exception {
  return {
    ...(type && { type }),
    ...(value !== undefined && { value: scrubPersonal(value) }),
    ...(mechanism && { mechanism: { type: mechanism.type, handled: mechanism.handled ?? true } }),
    ...(stacktrace?.frames && { stacktrace: { frames: stacktrace.frames.map(scrubFrame) } }),
  };
}

/** The place in the program; no values of variables. */
function scrubFrame({ filename, function: name, lineno, colno, in_app, module }: StackFrame): StackFrame {
  return { ...(filename && { filename }), ...(name && { function: name }), ...(lineno && { lineno }), ...(colno && { colno }), ...(module && { module }), in_app: in_app ?? true };
}
