import { describe, expect, it } from 'vitest';
import { ROLES } from '~/domain/accounts/permissions';
import { isSameQuery, mayChangeView, maySeeView } from './saved-view';
import { viewName } from './saved-view.schema';

const me = 'me';

describe('who sees and changes a view', () => {
  it.each(ROLES)('%s: the own ones always', (role) => {
    for (const isShared of [true, false]) {
      expect(maySeeView({ ownerId: me, isShared }, { userId: me })).toBe(true);
      expect(mayChangeView({ ownerId: me, isShared }, { userId: me, role })).toBe(true);
    }
  });

  it.each(ROLES)('%s: of others only the shared ones, and these are changed by owners and admins', (role) => {
    expect(maySeeView({ ownerId: 'other', isShared: true }, { userId: me })).toBe(true);
    expect(maySeeView({ ownerId: 'other', isShared: false }, { userId: me })).toBe(false);
    expect(mayChangeView({ ownerId: 'other', isShared: true }, { userId: me, role })).toBe(role === 'OWNER' || role === 'ADMIN');
    expect(mayChangeView({ ownerId: 'other', isShared: false }, { userId: me, role })).toBe(false);
  });
});

describe('two addresses', () => {
  it.each([
    ['', '', true],
    ['a=1&b=2', 'b=2&a=1', true],
    ['q=%D0%B0+%D0%B1', 'q=а%20б', true],
    ['a=1', 'a=1&a=1', false],
    ['a=1', 'a=2', false],
  ])('"%s" and "%s"', (one, other, expected) => {
    expect(isSameQuery(one, other)).toBe(expected);
  });
});

describe('the name of a view', () => {
  it('is one clean line', () => {
    expect(viewName.parse('  Мои\tгорячие\n ')).toBe('Мои горячие');
    expect(viewName.safeParse(' \u200b ').success).toBe(false);
    expect(viewName.safeParse('я'.repeat(61)).success).toBe(false);
    expect(viewName.safeParse(undefined).success).toBe(false);
  });
});
