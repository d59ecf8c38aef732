import { z } from 'zod';
import { parseDecimal } from '~/domain/orders/decimal-field';

const DAY_MINUTES = 1440;
const minutes = z.coerce.number<string | number>({ error: 'settings.errors.buffer' }).int('settings.errors.buffer').min(0, 'settings.errors.buffer').max(DAY_MINUTES, 'settings.errors.buffer');

/** The form of the settings of bookings. Messages are keys of the namespace `bookings`. */
export const bookingSettingsSchema = z.object({
  version: z.coerce.number<number>().int().max(2_147_483_647),
  bufferBeforeMin: minutes,
  bufferAfterMin: minutes,
  shiftHours: z.string({ error: 'settings.errors.shift' }).transform((text, context) => {
    const hours = parseDecimal(text, { whole: 2, decimals: 1, max: 24 });
    if (hours !== null && Number(hours) > 0) return hours;
    context.addIssue({ code: 'custom', message: 'settings.errors.shift' });
    return z.NEVER;
  }),
});

export type BookingSettings = z.output<typeof bookingSettingsSchema>;
