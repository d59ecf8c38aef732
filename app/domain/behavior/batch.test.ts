import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollectBatch } from '~/browser/collector';
import { parseBatch } from './batch';

const batch: CollectBatch = {
  org: 'demo', view: '2c0f9f0e-6f0b-4a52-9d0c-3f6b2f6d7a11', form: 'a1b2c3', load: 1_790_000_000_000, n: 3, breakpoint: 'md',
  activeMs: 12_345, section: 2, started: true, lastField: 'email', hesitationMs: 40, consent: true,
  points: [['md', 'move', 'email', [0, 4095, 7, 7]], ['xs', 'click', 'phone', [65_535]]],
  elements: [['email', 1, 1, 900, 2, 0, 0, 0]],
};
const parse = (value: unknown) => parseBatch(JSON.stringify(value));

describe('parseBatch', () => {
  it('reads what the script sends', () => {
    expect(parse(batch)).toEqual({
      batch: {
        organization: 'demo', viewId: batch.view, formVersion: 'a1b2c3', load: batch.load, seq: 3, breakpoint: 'md', activeMs: 12_345,
        section: 2, started: true, lastField: 'email', hesitationMs: 40, consent: true, points: batch.points, elements: batch.elements,
      },
    });
  });

  it('fills in what a batch without news leaves out', () => {
    const { org, view, form, load, n, breakpoint, activeMs } = batch;
    expect(parse({ org, view, form, load, n, breakpoint, activeMs })).toMatchObject({
      batch: { points: [], elements: [], consent: null, lastField: null, started: false, section: 0, hesitationMs: 0 },
    });
  });

  it.each(['', '{', 'null', '[]', '5', '"text"', '{}', '{"org":"demo"}'])('answers 400 to %s', (text) => {
    expect(parseBatch(text)).toMatchObject({ status: 400 });
  });

  it.each<[string, object]>([
    ['org', { org: 'a b' }],
    ['org', { org: 'a'.repeat(61) }],
    ['view', { view: 'x' }],
    ['view', { view: 5 }],
    ['form', { form: '<b>' }],
    ['load', { load: -1 }],
    ['n', { n: 1.5 }],
    ['n', { n: 2 ** 31 }],
    ['n', { n: '3' }],
    ['breakpoint', { breakpoint: 'xxl' }],
    ['activeMs', { activeMs: 86_400_001 }],
    ['activeMs', { activeMs: null }],
    ['section', { section: 101 }],
    ['started', { started: 1 }],
    ['consent', { consent: 'yes' }],
    ['lastField', { lastField: "a'; DROP TABLE" }],
    ['lastField', { lastField: 'a\u0000' }],
    ['points', { points: {} }],
    ['points', { points: [['md', 'move', 'email']] }],
    ['points', { points: [['md', 'move', 'email', [4096]]] }],
    ['points', { points: [['md', 'click', 'email', [65_536]]] }],
    ['points', { points: [['md', 'hover', 'email', [1]]] }],
    ['points', { points: [['md', 'move', 'email', [-1]]] }],
    ['points', { points: [['md', 'move', 'email', Array.from({ length: 8_001 }, () => 1)]] }],
    ['elements', { elements: [['email', 1]] }],
    ['elements', { elements: [['email', 1, 2, 0, 0, 0, 0, 0]] }],
    ['elements', { elements: [['email', 201, 1, 0, 0, 0, 0, 0]] }],
    ['elements', { elements: Array.from({ length: 201 }, () => ['email', 1, 1, 0, 0, 0, 0, 0]) }],
  ])('answers 422 to a bad %s: %j', (field, change) => {
    expect(parse({ ...batch, ...change })).toMatchObject({ status: 422, field });
  });

  it('never throws, and takes no value of a wrong type', () => {
    const anyBatch = fc.record(
      Object.fromEntries(Object.entries(batch).map(([key, value]) => [key, fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.anything() })])),
    );
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), anyBatch.map((value) => JSON.stringify(value) ?? '')), (text) => {
        const result = parseBatch(text);
        if ('status' in result) {
          expect([400, 422]).toContain(result.status);
          return;
        }
        expect(Number.isInteger(result.batch.activeMs) && Number.isInteger(result.batch.seq)).toBe(true);
        expect(result.batch.points.every(([, , , cells]) => cells.every((cell) => cell >= 0 && cell < 65_536))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
