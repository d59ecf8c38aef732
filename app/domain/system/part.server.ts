/** A part of a page that stands or fails by itself. */
export type Part<T> = { ok: true; value: T } | { ok: false; error: string };

const ANSWER_WITHIN_MS = 2_000;
const ERROR_MAX = 300;

/** What a part of the page comes to: its value, or why there is none. Never throws and never waits long. */
export async function settlePart<T>(work: () => Promise<T>, withinMs = ANSWER_WITHIN_MS): Promise<Part<T>> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${withinMs} ms`)), withinMs);
  });
  try {
    return { ok: true, value: await Promise.race([work(), tooLate]) };
  } catch (error) {
    const message = error instanceof Error ? error.message || error.name : String(error);
    return { ok: false, error: hideCredentials(message).slice(0, ERROR_MAX) };
  } finally {
    clearTimeout(timer);
  }
}

/** Addresses in messages may carry a login. */
function hideCredentials(message: string): string {
  return message.replace(/\/\/[^/@\s]+@/g, '//•••@');
}
