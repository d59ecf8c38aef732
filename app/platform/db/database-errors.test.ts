import { describe, expect, it } from 'vitest';
import { isDatabaseDown } from './database-errors';

const withCode = (code: string, extra: object = {}) => Object.assign(new Error('x'), { code, ...extra });

describe('isDatabaseDown', () => {
  it.each([
    ['refused', withCode('ECONNREFUSED')],
    ['no socket', withCode('ENOENT', { syscall: 'connect' })],
    ['shutting down', withCode('57P01')],
    ['starting up', withCode('57P03')],
    ['connection failure', withCode('08006')],
    ['unreachable for Prisma', withCode('P1001')],
    ['closed for Prisma', withCode('P1017')],
    ['pool timeout', new Error('timeout exceeded when trying to connect')],
    ['terminated', new Error('Connection terminated unexpectedly')],
    ['a transaction that took too long', new Error('Transaction API error: A query cannot be executed on an expired transaction. The timeout …')],
    ['as a cause', new Error('outer', { cause: withCode('ECONNRESET') })],
    ['among several', new AggregateError([withCode('ECONNREFUSED')])],
    ['under an adapter error', withCode('P2010', { meta: { driverAdapterError: { cause: { originalCode: '57P01' } } } })],
    ['of the adapter', withCode('X', { cause: { kind: 'DatabaseNotReachable' } })],
  ])('%s', (_name, error) => expect(isDatabaseDown(error)).toBe(true));

  it.each([
    ['a missing file', withCode('ENOENT', { syscall: 'open' })],
    ['a unique violation', withCode('P2002')],
    ['a syntax error', withCode('42601')],
    ['a plain error', new Error('nothing of the kind')],
    ['nothing', null],
    ['a word', 'ECONNREFUSED'],
  ])('not %s', (_name, error) => expect(isDatabaseDown(error)).toBe(false));

  it('ends on a circle of causes', () => {
    const error = new Error('a');
    error.cause = error;
    expect(isDatabaseDown(error)).toBe(false);
  });
});
