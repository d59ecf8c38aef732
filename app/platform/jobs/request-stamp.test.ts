import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readStamp, stampRequest } from './request-stamp';

it('gives back what it was given, with and without an id', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string().filter((name) => name !== '$request' && name !== '__proto__'), fc.jsonValue()), fc.option(fc.stringMatching(/^[\w.-]{8,64}$/)), (data, requestId) => {
      expect(readStamp(stampRequest(data, requestId))).toEqual({ data, requestId });
    }),
  );
});

it.each([[null], ['text'], [undefined], [{ $request: 5 }]])('survives %j', (stored) => expect(readStamp(stored).requestId).toBeNull());
