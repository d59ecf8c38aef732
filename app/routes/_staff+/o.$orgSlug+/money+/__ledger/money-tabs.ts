import type { Action, Resource, Scope } from '~/domain/accounts/permissions';

export const MONEY_LISTS = ['payments', 'expenses', 'payroll'] as const satisfies readonly Resource[];
export type MoneyList = (typeof MONEY_LISTS)[number];

/** The lists of money that a person may see. */
export function moneyTabs(can: (resource: Resource, action: Action) => Scope | false): MoneyList[] {
  return MONEY_LISTS.filter((list) => can(list, 'read'));
}
