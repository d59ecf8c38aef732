import { describe, expect, it } from 'vitest';
import { checkRemoval, checkRoleChange, rolesToGive } from './member-rules';
import { ROLES, type Role } from '../permissions';

const POWERLESS: Role[] = ['MANAGER', 'SALES', 'OPERATOR', 'VIEWER'];

describe('checkRoleChange', () => {
  it.each([
    { actor: 'OWNER', isSelf: false, from: 'OWNER', to: 'ADMIN', owners: 2, expected: null },
    { actor: 'OWNER', isSelf: false, from: 'VIEWER', to: 'OWNER', owners: 1, expected: null },
    { actor: 'OWNER', isSelf: true, from: 'OWNER', to: 'ADMIN', owners: 2, expected: null },
    { actor: 'OWNER', isSelf: true, from: 'OWNER', to: 'ADMIN', owners: 1, expected: 'lastOwner' },
    { actor: 'ADMIN', isSelf: false, from: 'SALES', to: 'ADMIN', owners: 1, expected: null },
    { actor: 'ADMIN', isSelf: false, from: 'ADMIN', to: 'VIEWER', owners: 1, expected: null },
    { actor: 'ADMIN', isSelf: false, from: 'OWNER', to: 'ADMIN', owners: 2, expected: 'forbidden' },
    { actor: 'ADMIN', isSelf: false, from: 'SALES', to: 'OWNER', owners: 1, expected: 'forbidden' },
    { actor: 'ADMIN', isSelf: true, from: 'ADMIN', to: 'OWNER', owners: 1, expected: 'forbidden' },
    { actor: 'ADMIN', isSelf: true, from: 'ADMIN', to: 'VIEWER', owners: 1, expected: 'ownRole' },
  ] as const)('$actor (self: $isSelf) $from → $to with $owners owners: $expected', ({ expected, ...change }) => {
    expect(checkRoleChange(change)).toBe(expected);
  });

  it('gives the other roles no power over anybody, themselves included', () => {
    for (const actor of POWERLESS) {
      for (const from of ROLES) {
        for (const to of ROLES) expect(checkRoleChange({ actor, isSelf: from === actor, from, to, owners: 2 })).toBe('forbidden');
      }
    }
  });

  it('never lets the last owner go, whoever asks', () => {
    for (const actor of ROLES) {
      for (const to of ROLES.filter((role) => role !== 'OWNER')) expect(checkRoleChange({ actor, isSelf: true, from: 'OWNER', to, owners: 1 })).not.toBeNull();
    }
  });
});

describe('checkRemoval', () => {
  it.each([
    { actor: 'OWNER', isSelf: false, from: 'OWNER', owners: 2, expected: null },
    { actor: 'OWNER', isSelf: true, from: 'OWNER', owners: 2, expected: null },
    { actor: 'OWNER', isSelf: true, from: 'OWNER', owners: 1, expected: 'lastOwner' },
    { actor: 'ADMIN', isSelf: false, from: 'OWNER', owners: 2, expected: 'forbidden' },
    { actor: 'ADMIN', isSelf: false, from: 'ADMIN', owners: 1, expected: null },
    { actor: 'MANAGER', isSelf: false, from: 'VIEWER', owners: 1, expected: 'forbidden' },
    { actor: 'OPERATOR', isSelf: true, from: 'OPERATOR', owners: 1, expected: null },
    { actor: 'VIEWER', isSelf: true, from: 'VIEWER', owners: 1, expected: null },
  ] as const)('$actor (self: $isSelf) removes $from with $owners owners: $expected', ({ expected, ...removal }) => {
    expect(checkRemoval(removal)).toBe(expected);
  });
});

describe('rolesToGive', () => {
  it('lets owners give every role, admins every role but owner, others none', () => {
    expect(rolesToGive('OWNER')).toEqual([...ROLES]);
    expect(rolesToGive('ADMIN')).toEqual(ROLES.filter((role) => role !== 'OWNER'));
    for (const role of POWERLESS) expect(rolesToGive(role)).toEqual([]);
  });
});
