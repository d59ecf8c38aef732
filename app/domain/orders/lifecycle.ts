import type { OrderState, Role } from '~/generated/prisma/enums';
import type { OrderField } from './order-input';

export type { OrderState };

export const ORDER_STATES = ['DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'] as const satisfies readonly OrderState[];
/** What somebody still works on. */
export const OPEN_STATES = ['DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS'] as const satisfies readonly OrderState[];
/** The way of an order that goes well. */
export const ORDER_PATH = ['DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS', 'COMPLETED'] as const satisfies readonly OrderState[];

/** What an order must have, or what the person must say, to come to a state. */
export type Requirement = 'contact' | 'address' | 'plannedStart' | 'plannedEnd' | 'actualStart' | 'actualEnd' | 'cancelReason' | 'reopenReason';

/** Who may do something with an order: these roles with any, those with their own. */
interface Doers {
  all: readonly Role[];
  /** Orders that the person manages or made; of an operator those that the person carries out. */
  own: readonly Role[];
}

const managers = ['OWNER', 'ADMIN', 'MANAGER'] as const;
const MANAGERS: Doers = { all: managers, own: [] };
const EDITORS: Doers = { all: managers, own: ['SALES'] };
const WORKERS: Doers = { all: managers, own: ['OPERATOR'] };
const ADMINS: Doers = { all: ['OWNER', 'ADMIN'], own: [] };

export interface OrderTransition {
  from: OrderState;
  to: OrderState;
  by: Doers;
  requires: readonly Requirement[];
}

const created: readonly Requirement[] = ['contact', 'address', 'plannedStart'];
const cancelled = { to: 'CANCELLED', by: MANAGERS, requires: ['cancelReason'] } as const;

/** All changes of an order's state; nothing else may write it. Rule: the domain's table of transitions. */
export const ORDER_TRANSITIONS: readonly OrderTransition[] = [
  { from: 'DRAFT', to: 'CREATED', by: EDITORS, requires: created },
  // the machines are booked up to its planned end
  { from: 'CREATED', to: 'APPROVED', by: MANAGERS, requires: [...created, 'plannedEnd'] },
  { from: 'APPROVED', to: 'IN_PROGRESS', by: WORKERS, requires: ['actualStart'] },
  { from: 'IN_PROGRESS', to: 'COMPLETED', by: WORKERS, requires: ['actualStart', 'actualEnd'] },
  { from: 'DRAFT', ...cancelled },
  { from: 'CREATED', ...cancelled },
  { from: 'APPROVED', ...cancelled },
  { from: 'IN_PROGRESS', ...cancelled },
  { from: 'COMPLETED', to: 'IN_PROGRESS', by: ADMINS, requires: ['reopenReason'] },
];

/** What of a plan the states let somebody change; what was approved stays as it was agreed. */
export type Editable = 'everything' | readonly (OrderField | 'operators')[];
export const EDITABLE: Record<OrderState, Editable> = {
  DRAFT: 'everything',
  CREATED: 'everything',
  // a new time or another operator is booked anew
  APPROVED: ['plannedStart', 'plannedEnd', 'operators', 'description', 'managerId'],
  IN_PROGRESS: ['description', 'managerId'],
  COMPLETED: [],
  CANCELLED: [],
};

/** A person before one order. */
export interface Doer {
  role: Role;
  /** The person manages or made the order. */
  isOwn: boolean;
  /** The person is one of those who carry it out. */
  isOperator: boolean;
}

/** The states that this person can bring the order to from here, in the order of ORDER_STATES. */
export function allowedStates(from: OrderState, doer: Doer): OrderState[] {
  return ORDER_STATES.filter((to) => {
    const transition = findTransition(from, to);
    return transition !== undefined && mayDo(transition.by, doer);
  });
}

export function findTransition(from: OrderState, to: OrderState): OrderTransition | undefined {
  return ORDER_TRANSITIONS.find((transition) => transition.from === from && transition.to === to);
}

/** Whether the person may change an order's facts in this state at all. Rule: sales change own drafts alone. */
export function mayEdit(state: OrderState, doer: Doer): boolean {
  if (EDITABLE[state].length === 0) return false;
  return mayDo(state === 'DRAFT' ? EDITORS : MANAGERS, doer);
}

/** Whether this person can do what these people may do. */
export function mayDo(by: Doers, { role, isOwn, isOperator }: Doer): boolean {
  if (by.all.includes(role)) return true;
  return by.own.includes(role) && (role === 'OPERATOR' ? isOperator : isOwn);
}

/** What of an order and of what was said about the step stands for each requirement. */
export interface RequiredFacts {
  contactId: string | null;
  address: string | null;
  plannedStart: Date | string | null;
  plannedEnd: Date | string | null;
  actualStart?: Date | string | null;
  actualEnd?: Date | string | null;
  cancelReason?: string | null;
  reopenReason?: string | null;
}

/** What is lacking for a step from one state to the next; nothing for a step that the rules do not know. */
export function missingFor({ state, ...facts }: RequiredFacts & { state: OrderState }, to: OrderState): Requirement[] {
  const has: Record<Requirement, unknown> = {
    contact: facts.contactId, address: facts.address, plannedStart: facts.plannedStart, plannedEnd: facts.plannedEnd,
    actualStart: facts.actualStart, actualEnd: facts.actualEnd, cancelReason: facts.cancelReason, reopenReason: facts.reopenReason,
  };
  return (findTransition(state, to)?.requires ?? []).filter((requirement) => !has[requirement]);
}

export function isOpen(state: OrderState): boolean {
  return OPEN_STATES.some((open) => open === state);
}
