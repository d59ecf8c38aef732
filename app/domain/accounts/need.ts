import type { Action, Resource, Scope } from './permissions';

/** What a page, a form or an operation asks of a role. */
export interface Need {
  resource: Resource;
  action: Action;
  /** Own records are not enough. */
  scope?: 'all';
  /** Needed besides. */
  also?: { resource: Resource; action: Action };
  /** Enough instead. */
  or?: { resource: Resource; action: Action };
}

/** Whether somebody who may do what `can` says meets a need. */
export function meets(can: (resource: Resource, action: Action) => Scope | false, { resource, action, scope, also, or }: Need): boolean {
  const granted = can(resource, action) || (or ? can(or.resource, or.action) : false);
  return granted !== false && (scope !== 'all' || granted === 'all') && (!also || can(also.resource, also.action) !== false);
}
