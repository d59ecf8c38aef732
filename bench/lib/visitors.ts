import type { Random } from '../../prisma/random';

/** Elements of a form of usual length. */
export const ELEMENTS = [
  'firstName', 'lastName', 'middleName', 'email', 'phone', 'businessInfo', 'businessNiche', 'companySize', 'serviceId', 'comments', 'budget',
  'deadline', 'files', 'preferredContactMethod', 'convenientTime', 'privacyConsent', 'behaviorConsent', 'submit', 'heading-1', 'heading-2',
];

/** About normal, mean 0, deviation 1. */
const bell = (random: Random) => random.next() + random.next() + random.next() + random.next() - 2;

/** A cell near the place where hands rest on an element: left of the middle, clustered. */
export function clusteredCell(random: Random, size: number): number {
  const at = (center: number) => Math.min(size - 1, Math.max(0, Math.floor((center + bell(random) * 0.14) * size)));
  return at(0.5) * size + at(0.35);
}

/** Points of one second or so of a visitor: a few elements, more on the first ones of the form. */
export function randomPoints(random: Random, count: number): [string, 'move', string, number[]][] {
  const breakpoint = random.weighted([['lg', 4], ['xl', 3], ['md', 2], ['xs', 1]] as const);
  const byElement = new Map<string, number[]>();
  let at = Math.floor(random.next() ** 1.5 * ELEMENTS.length);
  for (let point = 0; point < count; point++) {
    if (random.chance(0.08)) at = Math.min(ELEMENTS.length - 1, at + 1);
    const key = ELEMENTS[at] ?? 'email';
    const cells = byElement.get(key) ?? [];
    cells.push(clusteredCell(random, 64));
    byElement.set(key, cells);
  }
  return [...byElement].map(([key, cells]) => [breakpoint, 'move', key, cells]);
}
