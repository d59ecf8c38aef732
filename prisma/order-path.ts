import type { OrderState, Prisma } from '~/generated/prisma/client';

const WAY = ['DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS', 'COMPLETED'] as const satisfies readonly OrderState[];

/** Whether an order of this state has been as far as that one; of a cancelled one nothing is left. */
export function reached(state: OrderState, wanted: (typeof WAY)[number]): boolean {
  return state !== 'CANCELLED' && WAY.indexOf(state) >= WAY.indexOf(wanted);
}

interface Life {
  organizationId: string;
  orderId: string;
  state: OrderState;
  byId: string | null;
  cancelReason?: string | null;
  createdAt: Date;
  createdStateAt: Date | null;
  approvedAt: Date | null;
  startedAt: Date | null;
  completedAt: Date | null;
  cancelledAt: Date | null;
}

/** The history of an order that came straight to its state. */
export function orderSteps({ organizationId, orderId, byId, state, cancelReason, ...life }: Life): Prisma.OrderStepCreateManyInput[] {
  const moments: [OrderState, Date | null][] = [
    ['DRAFT', life.createdAt],
    ['CREATED', life.createdStateAt],
    ['APPROVED', life.approvedAt],
    ['IN_PROGRESS', life.startedAt],
    ['COMPLETED', life.completedAt],
    ['CANCELLED', life.cancelledAt],
  ];
  const taken = moments.flatMap(([to, at]) => (at ? [{ to, at }] : []));
  return taken.map(({ to, at }, index) => ({
    organizationId, orderId, byId, from: taken[index - 1]?.to ?? null, to, at,
    comment: to === 'CANCELLED' && state === 'CANCELLED' ? (cancelReason ?? null) : null,
  }));
}
