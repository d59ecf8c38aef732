import { describe, expect, it } from 'vitest';
import { checkBankAccount, checkCorrespondentAccount } from '~/domain/contacts/bank-account';
import { checkInn, checkKpp } from '~/domain/contacts/inn';
import { contactData } from './crm-factories';
import { dealPath, type DealStay } from './deal-path';
import { createRandom } from './random';

const now = new Date('2026-06-20T12:00:00Z');

describe('contactData', () => {
  it('makes clients whose numbers pass every check', () => {
    const random = createRandom(3);
    const made = Array.from({ length: 300 }, () => contactData({ organizationId: 'o' }, random));
    for (const { inn, kpp, bik, bankAccount, correspondentAccount } of made.map((row) => ({ inn: null, kpp: null, bik: null, bankAccount: null, correspondentAccount: null, ...row }))) {
      if (inn) expect(checkInn(inn), inn).toBe(true);
      if (kpp) expect(checkKpp(kpp), kpp).toBe(true);
      if (bankAccount) expect(checkBankAccount(bankAccount, bik), bankAccount).toBe(true);
      if (correspondentAccount) expect(checkCorrespondentAccount(correspondentAccount, bik), correspondentAccount).toBe(true);
    }
    expect(new Set(made.map(({ kind }) => kind)).size).toBe(2);
  });
});

describe('dealPath', () => {
  const allowed: Record<DealStay['state'], DealStay['state'][]> = { NEW: ['IN_PROGRESS', 'LOST'], IN_PROGRESS: ['IN_PROGRESS', 'WON', 'LOST'], WON: ['CLOSED'], LOST: ['CLOSED'], CLOSED: [] };

  it('goes only ways that the rules allow, without gaps, and not beyond now', () => {
    const random = createRandom(8);
    const ends = new Set<string>();
    for (let at = 0; at < 500; at++) {
      const createdAt = new Date(now.getTime() - random.next() * 400 * 86_400_000);
      const { stays, columns } = dealPath({ createdAt, stageIds: ['a', 'b', 'c'], lostReasonIds: ['r'], random, now });
      stays.forEach((stay, index) => {
        const next = stays[index + 1];
        expect(stay.leftAt).toEqual(next?.enteredAt ?? null);
        expect(stay.stageId !== null).toBe(stay.state === 'IN_PROGRESS');
        if (!next) return;
        expect(allowed[stay.state]).toContain(next.state);
        expect([next.state, next.stageId]).not.toEqual([stay.state, stay.stageId]);
        expect(next.enteredAt > stay.enteredAt && next.enteredAt <= now).toBe(true);
      });
      const { state, wonAt, lostAt, closedAt, lostReasonId } = columns;
      if (state === 'CLOSED') expect([closedAt !== null, (wonAt === null) !== (lostAt === null)]).toEqual([true, true]);
      if (state === 'NEW' || state === 'IN_PROGRESS') expect([wonAt, lostAt, closedAt]).toEqual([null, null, null]);
      expect(lostReasonId !== null).toBe(lostAt !== null);
      ends.add(state);
    }
    expect(ends.size).toBe(5);
  });
});
