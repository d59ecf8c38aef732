import type { LineSpec } from '../../../prisma/order-specs';
import type { Random } from '../../../prisma/random';
import { rateAt, type DemoItem } from './demo-catalog';
import { FUEL_PRICE, REPAIRS } from './demo-catalog-texts';
import { uuidAt } from './uuid-at';

/** Hours of a shift in the demo organisation. */
const SHIFT_HOURS = 8;

export interface DemoJob {
  machine: DemoItem;
  attachment: DemoItem | null;
  /** Days of work, a shift each. */
  days: number;
  createdAt: Date;
  isCompleted: boolean;
}

/** What the client is billed for: the machine, and what usually goes with such work. */
export function jobLines({ machine, attachment, days, createdAt, isCompleted }: DemoJob, catalog: ReadonlyMap<string, DemoItem>, random: Random, now: Date): LineSpec[] {
  const overtime = isCompleted && random.chance(0.3) ? random.int(1, 3) + (random.chance(0.5) ? 0.5 : 0) : 0;
  const discountPercent = random.weighted([['0', 8], ['5', 2], ['7.5', 1], ['10', 1]] as const);
  const shift = (item: DemoItem, specific: LineSpec): LineSpec => ({ ...copyOf(item, createdAt), ...specific, discountPercent });
  const machineLine = shift(machine, {
    shifts: String(days), shiftRate: rateAt(machine.shiftRate, createdAt, now), hours: String(overtime), hourlyRate: rateAt(machine.hourlyRate, createdAt, now),
    ...(isCompleted && spentOn(machine, days * SHIFT_HOURS + overtime, random)),
  });
  const beside = (code: string, quantity: number): LineSpec[] => {
    const item = catalog.get(code);
    return item ? [{ ...copyOf(item, createdAt), perHour: item.perHour ?? false, quantity: String(quantity), unitPrice: String(item.price), discountPercent }] : [];
  };
  return [
    machineLine,
    ...(attachment ? [shift(attachment, { quantity: String(days), unitPrice: String(attachment.price) })] : []),
    ...goesWith(machine.code, days, random).flatMap(([code, quantity]) => beside(code, quantity)),
    ...(random.chance(0.4) && !machine.code.startsWith('SM') ? beside('US-18', 2) : []),
  ];
}

function copyOf({ id: itemId, kind, name, unit, taxPercent }: DemoItem, createdAt: Date): LineSpec {
  return { id: uuidAt(createdAt), kind, itemId, name, unit: unit ?? '', taxPercent: String(taxPercent ?? 0) };
}

/** Codes of services, materials and products with how much of them. */
function goesWith(machine: string, days: number, random: Random): [string, number][] {
  switch (machine.slice(0, 2)) {
    case 'BR': {
      const piles = random.int(6, 22) * days;
      return random.chance(0.6) ? [['US-01', piles], [random.pick(['TV-01', 'TV-02', 'TV-03']), piles], ['TV-04', piles]] : [['US-05', piles]];
    }
    case 'EX':
      return random.chance(0.5) ? [['US-10', random.int(20, 90) * days], ['MT-17', random.int(20, 60)], ['MT-15', random.int(40, 150)]] : random.chance(0.4) ? [['US-11', random.int(30, 110) * days]] : [];
    case 'EP':
    case 'PG':
      return random.chance(0.5) ? [['US-09', random.int(3, 12) * 100], ['MT-06', random.int(8, 40)]] : random.chance(0.4) ? [['MT-01', random.int(6, 30)], ['US-13', random.int(60, 240)]] : [];
    case 'SM':
      return [[random.pick(['MT-02', 'MT-03', 'MT-05', 'MT-09']), random.int(10, 20) * days]];
    case 'KR':
      return [['US-20', SHIFT_HOURS * days]];
    default:
      return [];
  }
}

/** Fuel, and now and then a repair, as the completion notes them. */
function spentOn(machine: DemoItem, hours: number, random: Random): LineSpec {
  const litres = Math.round(hours * Number(machine.fuelPerHour) * (0.7 + 0.3 * random.next()));
  const hasRepair = random.chance(0.07);
  return {
    fuelLitres: String(litres), fuelCost: (litres * Number(FUEL_PRICE)).toFixed(2),
    ...(hasRepair && { repairCost: `${random.int(2, 28)}500.00`, repairNote: random.pick<string>(REPAIRS) }),
  };
}
