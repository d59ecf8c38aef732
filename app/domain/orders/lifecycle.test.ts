import { describe, expect, it } from 'vitest';
import type { OrderState, Role } from '~/generated/prisma/enums';
import { allowedStates, EDITABLE, findTransition, isOpen, mayEdit, missingFor, ORDER_STATES } from './lifecycle';

const MANAGERS: Role[] = ['OWNER', 'ADMIN', 'MANAGER'];
const ROLES: Role[] = [...MANAGERS, 'SALES', 'OPERATOR', 'VIEWER'];

/** The table of the domain's description. `sales` and `operator` mean their own orders. */
const TABLE: Partial<Record<`${OrderState}>${OrderState}`, readonly string[]>> = {
  'DRAFT>CREATED': [...MANAGERS, 'SALES own'],
  'CREATED>APPROVED': MANAGERS,
  'APPROVED>IN_PROGRESS': [...MANAGERS, 'OPERATOR own'],
  'IN_PROGRESS>COMPLETED': [...MANAGERS, 'OPERATOR own'],
  'DRAFT>CANCELLED': MANAGERS,
  'CREATED>CANCELLED': MANAGERS,
  'APPROVED>CANCELLED': MANAGERS,
  'IN_PROGRESS>CANCELLED': MANAGERS,
  'COMPLETED>IN_PROGRESS': ['OWNER', 'ADMIN'],
};

const cases = ORDER_STATES.flatMap((from) => ORDER_STATES.flatMap((to) => ROLES.flatMap((role) => [true, false].map((isMine) => ({ from, to, role, isMine })))));

describe('who brings an order from where to where', () => {
  it.each(cases)('$role, own: $isMine, $from → $to', ({ from, to, role, isMine }) => {
    const people = TABLE[`${from}>${to}`] ?? [];
    const isAllowed = people.includes(role) || (isMine && people.includes(`${role} own`));
    expect(allowedStates(from, { role, isOwn: isMine, isOperator: isMine }).includes(to)).toBe(isAllowed);
  });

  it('lets nobody carry out what is only managed, nor the other way round', () => {
    expect(allowedStates('APPROVED', { role: 'OPERATOR', isOwn: true, isOperator: false })).toEqual([]);
    expect(allowedStates('DRAFT', { role: 'SALES', isOwn: false, isOperator: true })).toEqual([]);
  });

  it('knows no way out of a cancelled order', () => {
    expect(ORDER_STATES.filter((to) => findTransition('CANCELLED', to))).toEqual([]);
    expect(ORDER_STATES.filter(isOpen)).toEqual(['DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS']);
  });
});

describe('what a step needs', () => {
  const nothing = { contactId: null, address: null, plannedStart: null, plannedEnd: null };
  const planned = { contactId: 'c', address: 'a', plannedStart: new Date(), plannedEnd: new Date() };
  it.each([
    [{ state: 'DRAFT' as const, ...nothing }, 'CREATED', ['contact', 'address', 'plannedStart']],
    [{ state: 'DRAFT' as const, ...planned, plannedEnd: null }, 'CREATED', []],
    [{ state: 'CREATED' as const, ...planned, plannedEnd: null }, 'APPROVED', ['plannedEnd']],
    [{ state: 'CREATED' as const, ...planned }, 'APPROVED', []],
    [{ state: 'APPROVED' as const, ...planned }, 'IN_PROGRESS', ['actualStart']],
    [{ state: 'IN_PROGRESS' as const, ...planned, actualStart: new Date() }, 'COMPLETED', ['actualEnd']],
    [{ state: 'DRAFT' as const, ...nothing }, 'CANCELLED', ['cancelReason']],
    [{ state: 'COMPLETED' as const, ...planned, reopenReason: 'Ошибка' }, 'IN_PROGRESS', []],
    [{ state: 'DRAFT' as const, ...nothing }, 'COMPLETED', []],
  ] as const)('%o → %s', (order, to, missing) => {
    expect(missingFor(order, to)).toEqual(missing);
  });
});

describe('editing', () => {
  it.each(ORDER_STATES)('in %s', (state) => {
    const may = (role: Role, isOwn = true) => mayEdit(state, { role, isOwn, isOperator: true });
    const isOver = EDITABLE[state].length === 0;
    expect(MANAGERS.map((role) => may(role, false))).toEqual(MANAGERS.map(() => !isOver));
    expect([may('SALES'), may('SALES', false), may('OPERATOR'), may('VIEWER')]).toEqual([state === 'DRAFT', false, false, false]);
  });
});
