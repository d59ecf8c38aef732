import { expect, it } from 'vitest';
import { completionSchema } from './completion.schema';

it('takes cleared work as none', () => {
  const form = { actualStart: '2026-11-20T09:00', actualEnd: '2026-11-20T17:00', version: '3', lines: [{ lineId: '0198d2a4-7c1e-7e55-8a5c-0123456789ab', shifts: undefined, hours: '2,5' }] };
  const parsed = completionSchema({ timeZone: 'Europe/Moscow', now: new Date('2026-11-21T09:00:00Z') }).parse(form);
  expect(parsed.lines).toMatchObject([{ shifts: '0', hours: '2.5', fuelCost: null }]);
});
