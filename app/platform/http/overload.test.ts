import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyRequest, isAdmitted, isVisit, nextLevel, REFUSED_AT, REQUEST_CLASSES, type Level } from './overload';

const after = (pressures: number[], from: Level = { level: 0, calmTicks: 0 }) => pressures.reduce(nextLevel, from);

describe('nextLevel', () => {
  it.each([
    ['calm', [0, 0.5, 0.99], 0],
    ['the limit', [1], 1],
    ['more', [1.6], 2],
    ['very much at once', [5], 3],
    ['one calm measurement', [5, 0], 3],
    ['four of them: one step', [5, 0, 0, 0, 0], 2],
    ['until all are served', [5, ...Array.from({ length: 12 }, () => 0)], 0],
    ['calm that is interrupted', [1, 0, 0, 0, 1, 0, 0, 0], 1],
    ['just below what led there', [1, 0.8, 0.8, 0.8, 0.8, 0.8], 1],
  ])('%s', (_name, pressures, level) => expect(after(pressures).level).toBe(level));

  it('never falls while the pressure stands, and always ends', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { maxLength: 40 }), fc.double({ min: 0, max: 10, noNaN: true }), (history, pressure) => {
        const before = after(history);
        const due = REQUEST_CLASSES.filter((name) => pressure >= REFUSED_AT[name]).length;
        expect(nextLevel(before, pressure).level).toBeGreaterThanOrEqual(Math.max(due, before.level - 1));
        expect(after(Array.from({ length: 12 }, () => 0), before).level).toBe(0);
      }),
    );
  });
});

it('refuses programs before visitors before staff, and nobody while few are served', () => {
  const served = (level: number, inFlight: number) => REQUEST_CLASSES.filter((name) => isAdmitted(name, { level, calmTicks: 0 }, inFlight));
  expect([0, 1, 2, 3].map((level) => served(level, 100))).toEqual([['program', 'visitor', 'person'], ['visitor', 'person'], ['person'], []]);
  expect(served(3, 0)).toEqual(['program', 'visitor', 'person']);
  expect(served(3, 10)).toEqual(['person']);
});

it.each([
  ['GET', '/health', '', null],
  ['GET', '/ready', '', null],
  ['GET', '/metrics', '', null],
  ['GET', '/assets/root-abc.js', '', null],
  ['GET', '/health/anything-else', '', 'person'],
  ['GET', '/metrics/', '', 'person'],
  ['POST', '/collect', '', 'program'],
  ['GET', '/api/v1/contacts', '', 'program'],
  ['POST', '/api/v1/public/demo/behavior-metrics', '', 'program'],
  ['POST', '/api/v1/contacts', '', 'visitor'],
  ['GET', '/', 'Googlebot/2.1', 'program'],
  ['GET', '/', 'Mozilla/5.0', 'visitor'],
  ['GET', '/r/demo', 'Mozilla/5.0', 'visitor'],
  ['POST', '/r/demo', 'Mozilla/5.0', 'person'],
  ['POST', '/login', '', 'person'],
  ['GET', '/o/demo/leads', '', 'person'],
  ['GET', '/o/demo/leads.data', '', 'person'],
] as const)('%s %s by %j is of class %s', (method, pathname, userAgent, name) => {
  expect(classifyRequest({ method, pathname, userAgent })).toBe(name);
});

it('counts as visits the public pages that are looked at, not what is sent to them', () => {
  expect(['/', '/r/demo', '/t/abc'].map((pathname) => [isVisit({ method: 'GET', pathname }), isVisit({ method: 'POST', pathname })])).toEqual(Array.from({ length: 3 }, () => [true, false]));
  expect(['/login', '/o/demo', '/api/v1/contacts', '/collect', '/health'].some((pathname) => isVisit({ method: 'GET', pathname }))).toBe(false);
});
