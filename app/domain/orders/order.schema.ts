import { z } from 'zod';
import { CatalogKind, PayKind } from '~/generated/prisma/enums';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import { fitsMoney } from '~/domain/money/money';
import { moneyField } from '~/domain/money/money.schema';
import { isRateOf } from '~/domain/payroll/pay.schema';
import { parseDay } from '~/domain/periods/period';
import { instantOf, parseTimeOfDay } from '~/domain/time/zoned-time';
import { decimalField, PERCENT, QUANTITY, UNIT_PRICE, WORK_TIME } from './decimal-field';
import { LINES_MAX, OPERATORS_MAX, ORDER_LIMITS, type OrderInput, type OrderLineInput } from './order-input';
import { priceLine, priceOrder } from './pricing';

const id = z.uuid({ error: 'errors.choice' }).optional().transform((value) => value ?? null);
// not pipes: the form library reads their text as missing when it is empty
const line = (max: number) => z.string().optional().transform((text) => cleanLine(text ?? '')).refine((text) => text.length <= max, 'errors.tooLong');
const text = (max: number) => z.string().optional().transform((typed) => cleanText(typed ?? '')).refine((typed) => typed.length <= max, 'errors.tooLong').transform((typed) => typed || null);
const flag = z.union([z.boolean(), z.string()]).optional().transform((value) => value === true || value === 'on' || value === 'yes' || value === 'true');

/** As programs write it: with its own zone. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** A local time of a form ("2026-11-21T08:30") as the instant of the zone, or a moment in UTC as itself; null for nothing, undefined for nonsense. */
export function parseLocalTime(text: string | undefined, timeZone: string): Date | null | undefined {
  if (!text?.trim()) return null;
  if (MOMENT.test(text)) return parseDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)) ? new Date(text) : undefined;
  const [date = '', time = ''] = text.trim().split(/[T ]/);
  const [day, minutes] = [parseDay(date), parseTimeOfDay(time.slice(0, 5))];
  return day && minutes !== null ? instantOf(day, minutes, timeZone) : undefined;
}

/** A field of the type datetime-local. */
export function localTimeField(timeZone: string) {
  return z.string().optional().transform((text, context) => {
    const at = parseLocalTime(text, timeZone);
    if (at === undefined) context.addIssue({ code: 'custom', message: 'errors.time' });
    return at ?? null;
  });
}

const operatorSchema = z
  .object({
    userId: z.uuid({ error: 'errors.choice' }),
    payKind: z.enum(PayKind, { error: 'errors.choice' }).optional().transform((kind) => kind ?? null),
    payRate: decimalField(UNIT_PRICE),
  })
  .superRefine(({ payKind, payRate }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['payRate'], message });
    if (payKind && payRate === null) refuse('errors.required');
    else if (payKind && payRate !== null && !isRateOf(payKind, payRate)) refuse('errors.percent');
  });

/** One line of the form. Names and messages as everywhere: keys of the namespace `common`. */
export const orderLineSchema = z
  .object({
    id: z.uuid().optional(),
    kind: z.enum(CatalogKind, { error: 'errors.choice' }),
    itemId: id,
    name: z.string({ error: 'errors.required' }).transform(cleanLine).pipe(z.string().min(1, 'errors.required').max(ORDER_LIMITS.name, 'errors.tooLong')),
    unit: line(ORDER_LIMITS.unit),
    quantity: decimalField(QUANTITY),
    unitPrice: decimalField(UNIT_PRICE),
    perHour: flag,
    shifts: decimalField(WORK_TIME),
    shiftRate: decimalField(UNIT_PRICE),
    hours: decimalField(WORK_TIME),
    hourlyRate: decimalField(UNIT_PRICE),
    discountPercent: decimalField(PERCENT),
    taxPercent: decimalField(PERCENT),
  })
  .superRefine((asked, context) => {
    const { gross, total } = priceLine(asked);
    const path = [asked.kind === 'EQUIPMENT' ? 'hours' : 'quantity'];
    if (!fitsMoney(gross) || !fitsMoney(total)) context.addIssue({ code: 'custom', path, message: 'errors.money.tooLarge' });
  })
  .transform(({ id: lineId, ...asked }): OrderLineInput => ({ ...asked, ...(lineId && { id: lineId }) }));

/**
 * The form of an order; names are those of OrderInput, lines as `lines[0].name`. A draft is valid with nothing in it: what
 * a state needs is for `missingFor` to say.
 * @param timeZone of the organisation: its times are local
 */
export function orderSchema({ timeZone }: { timeZone: string }) {
  return z
    .object({
      contactId: id,
      address: line(ORDER_LIMITS.address).transform((text) => text || null),
      latitude: coordinate(90),
      longitude: coordinate(180),
      plannedStart: localTimeField(timeZone),
      plannedEnd: localTimeField(timeZone),
      description: text(ORDER_LIMITS.description),
      managerId: id,
      operators: z.array(operatorSchema).max(OPERATORS_MAX, 'errors.tooMany').optional().transform((people = []) => distinct(people)),
      lines: z.array(orderLineSchema).max(LINES_MAX, 'errors.tooMany').optional().transform((lines = []) => lines),
      estimate: moneyField.transform((amount) => amount ?? null),
      prepayment: moneyField.transform((amount) => amount ?? null),
      leadId: id,
      dealId: id,
    })
    .superRefine((asked, context) => {
      const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      if (asked.plannedStart && asked.plannedEnd && asked.plannedEnd <= asked.plannedStart) issue('plannedEnd', 'errors.endBeforeStart');
      if (asked.plannedEnd && !asked.plannedStart) issue('plannedStart', 'errors.required');
      if ((asked.latitude === null) !== (asked.longitude === null)) issue(asked.latitude === null ? 'latitude' : 'longitude', 'errors.required');
      if (!fitsMoney(priceOrder(asked.lines).total)) issue('lines', 'errors.money.tooLarge');
    })
    .transform((asked): OrderInput => asked);
}

export type OrderForm = z.input<ReturnType<typeof orderSchema>>;

/** Degrees, also south and west. */
function coordinate(max: number) {
  return z.string().optional().transform((text, context) => {
    if (!text?.trim()) return null;
    const degrees = Number(text.trim().replace(',', '.'));
    if (Number.isFinite(degrees) && Math.abs(degrees) <= max) return degrees.toFixed(6);
    context.addIssue({ code: 'custom', message: 'errors.number' });
    return null;
  });
}

/** A person who is named twice works once. */
function distinct<T extends { userId: string }>(people: readonly T[]): T[] {
  return people.filter(({ userId }, index) => people.findIndex((person) => person.userId === userId) === index);
}
