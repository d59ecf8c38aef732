import { workingMoment } from '../../../prisma/deal-path';
import type { Random } from '../../../prisma/random';

const DAY = 86_400_000;
/** January to December: building sites and machines are busy from April to September. */
const MONTHS = [3, 4, 7, 11, 14, 14, 13, 11, 9, 7, 4, 3];
const BUSIEST = Math.max(...MONTHS);

/** A moment in working hours of the days before now, more of them in the season. */
export function seasonalTime(random: Random, now: Date, { minDays = 0, maxDays = 365 }: { minDays?: number; maxDays?: number } = {}): Date {
  for (;;) {
    const day = new Date(now.getTime() - (minDays + (maxDays - minDays) * random.next()) * DAY);
    if (!random.chance((MONTHS[day.getUTCMonth()] ?? 0) / BUSIEST)) continue;
    const moment = workingMoment(day, new Date(0), random);
    if (moment < now) return moment;
  }
}
