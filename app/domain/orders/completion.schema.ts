import { z } from 'zod';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import { moneyField } from '~/domain/money/money.schema';
import { decimalField, WORK_TIME } from './decimal-field';
import { LINES_MAX, OPERATORS_MAX, ORDER_LIMITS } from './order-input';
import { parseLocalTime } from './order.schema';

/** Clocks differ a little; further ahead nothing has happened yet. */
const AHEAD_MS = 5 * 60_000;

/** A local time that has come, in the organisation's zone. */
function pastTime({ timeZone, now }: { timeZone: string; now: Date }) {
  return z.string({ error: 'errors.required' }).transform((text, context) => {
    const at = parseLocalTime(text, timeZone);
    if (at && at.getTime() <= now.getTime() + AHEAD_MS) return at;
    context.addIssue({ code: 'custom', message: at ? 'errors.future' : 'errors.time' });
    return z.NEVER;
  });
}

// not a pipe: the form library reads its text as missing when it is empty
const text = (max: number, clean: (typed: string) => string) =>
  z.string().optional().transform((typed) => clean(typed ?? '')).refine((typed) => typed.length <= max, 'errors.tooLong').transform((typed) => typed || null);
const money = moneyField.transform((amount) => amount ?? null);

/** What really happened on an order. Names as in CompleteOrder, lines as `lines[0].shifts`. */
export function completionSchema(at: { timeZone: string; now: Date }) {
  return z
    .object({
      actualStart: pastTime(at),
      actualEnd: pastTime(at),
      lines: z
        .array(
          z.object({
            lineId: z.uuid(),
            // the form always has both: what was cleared was not worked
            shifts: decimalField(WORK_TIME).transform((text) => text ?? '0'),
            hours: decimalField(WORK_TIME).transform((text) => text ?? '0'),
            fuelLitres: decimalField(WORK_TIME),
            fuelCost: money,
            repairCost: money,
            repairNote: text(ORDER_LIMITS.repairNote, cleanLine),
          }),
        )
        .max(LINES_MAX)
        .optional()
        .transform((lines = []) => lines),
      operators: z.array(z.object({ userId: z.uuid(), hours: decimalField(WORK_TIME) })).max(OPERATORS_MAX).optional().transform((people = []) => people),
      note: text(ORDER_LIMITS.completionNote, cleanText),
      version: z.coerce.number<string>().int().min(1),
    })
    .superRefine(({ actualStart, actualEnd }, context) => {
      if (actualEnd < actualStart) context.addIssue({ code: 'custom', path: ['actualEnd'], message: 'errors.endBeforeStart' });
    });
}

/** The beginning of the work. */
export function startSchema(at: { timeZone: string; now: Date }) {
  return z.object({ actualStart: pastTime(at), version: z.coerce.number<string>().int().min(1) });
}
