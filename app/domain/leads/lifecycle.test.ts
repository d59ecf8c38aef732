import { describe, expect, it, test } from 'vitest';
import { allowedStates, checkTransition, isClosed, LEAD_STATES, LEAD_TRANSITIONS } from './lifecycle';

describe('lifecycle of a request', () => {
  test.each([
    ['NEW', ['IN_PROGRESS', 'REJECTED', 'SPAM']],
    ['IN_PROGRESS', ['REJECTED', 'SPAM']],
    ['CONVERTED', []],
    ['REJECTED', ['IN_PROGRESS']],
    ['SPAM', ['IN_PROGRESS']],
  ] as const)('a person may move %s to %j', (from, allowed) => {
    expect(allowedStates(from)).toEqual(allowed);
    for (const to of LEAD_STATES) {
      const check = checkTransition(from, to, { reason: 'too far away' });
      expect(check.ok).toBe((allowed as readonly string[]).includes(to));
      if (!check.ok) expect(check).toEqual({ ok: false, error: 'transition.notAllowed', allowed });
    }
  });

  test.each([undefined, null, '', '  \n'])('refuses to reject with the reason %j', (reason) => {
    expect(checkTransition('NEW', 'REJECTED', { reason })).toMatchObject({ ok: false, error: 'transition.reasonRequired' });
  });

  it('refuses a reason that the column cannot hold', () => {
    expect(checkTransition('NEW', 'REJECTED', { reason: 'x'.repeat(500) }).ok).toBe(true);
    expect(checkTransition('NEW', 'REJECTED', { reason: 'x'.repeat(501) })).toMatchObject({ error: 'transition.reasonTooLong' });
  });

  it('converts by the convert command alone', () => {
    expect(checkTransition('IN_PROGRESS', 'CONVERTED').ok).toBe(false);
    expect(checkTransition('IN_PROGRESS', 'CONVERTED', { by: 'convert' }).ok).toBe(true);
    expect(checkTransition('NEW', 'CONVERTED', { by: 'convert' }).ok).toBe(false);
  });

  it('undoes every change that a person may choose', () => {
    for (const { from, to } of LEAD_TRANSITIONS.filter((transition) => transition.by === 'choose')) {
      expect(checkTransition(to, from, { by: 'undo', reason: 'kept' }).ok, `${to} → ${from}`).toBe(true);
    }
    expect(checkTransition('CONVERTED', 'IN_PROGRESS', { by: 'undo' }).ok).toBe(false);
  });

  it('names each change once per command', () => {
    const names = LEAD_TRANSITIONS.map(({ from, to, by }) => `${from} ${to} ${by}`);
    expect(new Set(names).size).toBe(names.length);
    expect(LEAD_STATES.filter(isClosed)).toEqual(['CONVERTED', 'REJECTED', 'SPAM']);
  });
});
