import { z } from 'zod';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { customValuesSchema } from '~/domain/custom-fields/custom-schema';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import { decimalField, PERCENT, UNIT_PRICE } from '~/domain/orders/decimal-field';
import { fitToKind, ITEM_LIMITS, type ItemInput } from './item-input';
import { CATALOG_KINDS, EQUIPMENT_STATUSES, isMachine, MATERIAL_KINDS } from './item-kinds';

const line = (max: number) => z.string().transform(cleanLine).pipe(z.string().max(max, 'errors.tooLong')).optional();
const lineOrNull = (max: number) => line(max).transform((text) => text || null);
const id = (error: string) => z.uuid(error).optional().transform((value) => value ?? null);
const price = decimalField(UNIT_PRICE, 'errors.price');

/**
 * The form of an item. Messages are keys of the namespace `catalog`, those of custom fields of `fields`.
 * @param fields the organisation's custom fields that are asked for
 */
export function itemSchema(fields: readonly CustomField[]) {
  return z
    .object({
      kind: z.enum(CATALOG_KINDS, { error: 'errors.kind' }),
      code: line(ITEM_LIMITS.code).transform((text) => text ?? ''),
      name: z
        .string({ error: 'errors.name' })
        .transform(cleanLine)
        .pipe(z.string().min(1, 'errors.name').max(ITEM_LIMITS.name, 'errors.tooLong')),
      description: z
        .string()
        .transform(cleanText)
        .pipe(z.string().max(ITEM_LIMITS.description, 'errors.tooLong'))
        .optional()
        .transform((text) => text || null),
      categoryId: id('errors.category'),
      unit: line(ITEM_LIMITS.unit).transform((text) => text ?? ''),
      price,
      costPrice: price,
      taxPercent: decimalField(PERCENT, 'errors.percent').transform((percent) => percent ?? '0'),
      perHour: z.boolean().default(false),
      hourlyRate: price,
      shiftRate: price,
      fuelPerHour: decimalField({ whole: 6, decimals: 2 }, 'errors.number'),
      serialNumber: lineOrNull(ITEM_LIMITS.serialNumber),
      status: z.enum(EQUIPMENT_STATUSES, { error: 'errors.choice' }).default('READY'),
      location: lineOrNull(ITEM_LIMITS.location),
      meterHours: decimalField({ whole: 9, decimals: 1 }, 'errors.hours'),
      materialKind: z.enum(MATERIAL_KINDS, { error: 'errors.choice' }).optional().transform((kind) => kind ?? null),
      machineId: id('errors.machine'),
      offeredOnForm: z.boolean().default(false),
      isActive: z.boolean().default(false),
      custom: customValuesSchema(fields),
    })
    .superRefine(({ kind, hourlyRate, shiftRate }, context) => {
      if (!isMachine(kind)) return;
      // a machine is priced by its shift or by the hour: an order needs at least one of them
      if (hourlyRate === null && shiftRate === null) context.addIssue({ code: 'custom', message: 'errors.rate', path: ['hourlyRate'] });
    })
    .transform((input): ItemInput => fitToKind(input));
}

export type ItemForm = z.input<ReturnType<typeof itemSchema>>;
