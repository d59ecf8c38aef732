import { describe, expect, it } from 'vitest';
import { dueInstant, reminderInstant, reminderOf, toDue } from './task-due';
import { parseTaskFilter, taskSearchParams } from './task-filter';
import { allowedTaskStates, canMoveTask, isOverdue, mayBeDue, TASK_STATES } from './task-rules';

const timeZone = 'Europe/Moscow';
/** Friday, 15:00 in Moscow. */
const now = new Date('2026-11-20T12:00:00Z');

describe('states', () => {
  it('go on, can be ticked off at once and reopened', () => {
    expect(TASK_STATES.map((state) => [state, allowedTaskStates(state)])).toEqual([['TODO', ['IN_PROGRESS', 'DONE']], ['IN_PROGRESS', ['DONE', 'TODO']], ['DONE', ['TODO', 'IN_PROGRESS']]]);
    expect(canMoveTask('TODO', 'TODO')).toBe(false);
  });
});

describe('due dates', () => {
  it.each([
    ['no date', null, null, true],
    ['today without a time', { day: '2026-11-20', minutes: null }, null, true],
    ['later today', { day: '2026-11-20', minutes: 901 }, null, true],
    ['earlier today', { day: '2026-11-20', minutes: 899 }, null, false],
    ['yesterday', { day: '2026-11-19', minutes: null }, null, false],
    ['yesterday, as it was', { day: '2026-11-19', minutes: null }, { day: '2026-11-19', minutes: null }, true],
    ['yesterday, another time', { day: '2026-11-19', minutes: 60 }, { day: '2026-11-19', minutes: null }, false],
  ])('%s', (_name, due, before, expected) => {
    expect(mayBeDue(due, { before, now, timeZone })).toBe(expected);
  });

  it('are overdue after their time, a day after its end, and never when done', () => {
    const dueAt = dueInstant({ day: '2026-11-20', minutes: null }, timeZone);
    expect(dueAt.toISOString()).toBe('2026-11-20T20:59:59.999Z');
    expect(toDue({ dueAt, hasTime: false }, timeZone)).toEqual({ day: '2026-11-20', minutes: null });
    expect([isOverdue({ state: 'TODO', dueAt }, dueAt), isOverdue({ state: 'TODO', dueAt }, new Date(dueAt.getTime() + 1)), isOverdue({ state: 'DONE', dueAt }, new Date(dueAt.getTime() + 1))]).toEqual([false, true, false]);
  });
});

describe('reminders', () => {
  const zones = { timeZone, personZone: 'Asia/Yekaterinburg' };
  it.each([
    ['15m', { day: '2026-11-25', minutes: 600 }, '2026-11-25T06:45:00.000Z'],
    ['1d', { day: '2026-11-25', minutes: 600 }, '2026-11-24T07:00:00.000Z'],
    // nine in the morning where the person is
    ['15m', { day: '2026-11-25', minutes: null }, '2026-11-25T04:00:00.000Z'],
    ['1d', { day: '2026-11-25', minutes: null }, '2026-11-24T04:00:00.000Z'],
    ['none', { day: '2026-11-25', minutes: null }, undefined],
  ] as const)('%s before %o', (reminder, due, expected) => {
    const at = reminderInstant(due, reminder, zones);
    expect(at?.toISOString()).toBe(expected);
    expect(reminderOf(at, due, zones)).toBe(reminder);
  });
});

describe('the address of a list', () => {
  it.each([
    ['', ''],
    ['assignee=me', 'assignee=me'],
    ['view=list', 'view=list'],
    ['state=DONE', 'view=list&state=DONE'],
    ['view=list&state=nonsense&sort=x&priority=high,LOW&due=overdue', 'view=list&due=overdue&priority=HIGH&priority=LOW'],
    ['priority=HIGH&priority=LOW&priority=NORMAL', ''],
    ['on=done&period=month&state=all', 'view=list&state=all&on=done&period=month'],
    ['due=range&on=created&from=2026-11-30&to=2026-11-01', 'view=list&period=custom&from=2026-11-01&to=2026-11-30'],
    ['deal=x&contact=0198D2A4-7C1E-7E55-8A5C-0123456789AB', 'view=list&contact=0198d2a4-7c1e-7e55-8a5c-0123456789ab'],
  ])('%s', (typed, expected) => {
    expect(taskSearchParams(parseTaskFilter(new URLSearchParams(typed))).toString()).toBe(expected);
  });
});
