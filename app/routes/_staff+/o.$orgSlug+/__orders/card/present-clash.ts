import type { TFunction } from 'i18next';
import type { ClashRefusal } from '~/domain/orders/order-command';

/** What is taken, until when, and what could be done instead, in words. */
export interface ShownClash {
  taken: { id: string; text: string; orderId: string | null }[];
  nearest: string;
  /** Machines of the same sort that are free at that time. */
  equal: string[];
}

export function presentClash({ clashes, offers }: Pick<ClashRefusal, 'clashes' | 'offers'>, { t, say }: { t: TFunction; say: (at: Date) => string }): ShownClash {
  return {
    taken: clashes.map(({ id, name, kind, orderId, orderNumber, maintenanceTitle, startsAt, freeFrom }) => ({
      id: `${id}-${startsAt.toISOString()}`,
      orderId,
      text: t(`clash.${kind}`, { name, by: orderNumber ?? maintenanceTitle ?? '', until: say(freeFrom) }),
    })),
    nearest: t('clash.nearest', { from: say(offers.nearest.startsAt), to: say(offers.nearest.endsAt) }),
    equal: offers.equal.flatMap(({ machines }) => machines.map(({ code, name }) => `${name} (${code})`)),
  };
}
