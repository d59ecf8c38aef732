/** Of the operating system: no socket, refused, broken. ENOENT counts only for a connect: files miss too. */
const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
/** Of PostgreSQL: cancelled because it took too long, shutdown, crash, cannot connect now, too many connections. Class 08 is added by its prefix. */
const SERVER_CODES = new Set(['57014', '57P01', '57P02', '57P03', '53300']);
/** Of Prisma: unreachable, timed out, closed by the server, pool timeout, cannot start a transaction, too many connections. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']);
const ADAPTER_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);
/** node-postgres gives these no code, and Prisma keeps of a missing socket only the message. */
const MESSAGES = [
  /connect ENOENT/,
  /connection terminated/i,
  /timeout exceeded when trying to connect/i,
  /client has encountered a connection error/i,
  /unable to start a transaction in the given time/i,
  // overloaded rather than down, and rolled back: the same answer is right
  /cannot be executed on an expired transaction/i,
  /server closed the connection/i,
];
const MAX_DEPTH = 6;

/**
 * Whether an error means that the database cannot be reached at the moment, so that the right answer is 503 and to
 * try again, rather than 500. Looks through causes, adapter errors and aggregated errors.
 */
export function isDatabaseDown(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > MAX_DEPTH) return false;
  const { code, originalCode, syscall, kind, message, cause, meta, errors } = error as Record<string, unknown>;
  if ([code, originalCode].some((value) => isConnectionCode(value, syscall))) return true;
  if (typeof kind === 'string' && ADAPTER_KINDS.has(kind)) return true;
  if (typeof message === 'string' && MESSAGES.some((pattern) => pattern.test(message))) return true;
  const nested = [cause, ...(Array.isArray(errors) ? errors : [])];
  if (typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta) nested.push(meta.driverAdapterError);
  return nested.some((inner) => isDatabaseDown(inner, depth + 1));
}

function isConnectionCode(code: unknown, syscall: unknown): boolean {
  if (typeof code !== 'string') return false;
  if (code === 'ENOENT') return syscall === 'connect';
  return SOCKET_CODES.has(code) || SERVER_CODES.has(code) || PRISMA_CODES.has(code) || /^08[0-9A-Z]{3}$/.test(code);
}
