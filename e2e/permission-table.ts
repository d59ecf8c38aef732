import type { Action, Resource } from '../app/domain/accounts/permissions';

/** Records that stand for an id in a path or a field: `:lead` becomes one of the organisation's own requests. */
export const RECORD_KINDS = ['lead', 'contact', 'deal', 'task', 'order', 'member', 'item', 'payment', 'expense', 'payroll'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Where an owner finds the ids: in the rows of these lists. */
export const RECORD_LISTS: Record<RecordKind, string> = {
  lead: '/leads?state=all',
  contact: '/contacts',
  deal: '/deals?state=all',
  task: '/tasks?view=list&state=all&assignee=any',
  order: '/orders?state=all',
  member: '/settings/members',
  item: '/catalog',
  payment: '/money/payments',
  expense: '/money/expenses',
  payroll: '/money/payroll',
};

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

export interface PageNeed extends Need {
  /** What a page needs in its address to answer 200. */
  query?: string;
  /** Whose record `:id` is. */
  record?: RecordKind;
  /** An answer that never ends: only its refusals are asked for. */
  isStream?: boolean;
}

const reads = (resource: Resource, more: Partial<PageNeed> = {}): PageNeed => ({ resource, action: 'read', ...more });
const may = (resource: Resource, action: Action, more: Partial<PageNeed> = {}): PageNeed => ({ resource, action, ...more });
const figures = (resource: Resource, more: Partial<PageNeed> = {}): PageNeed => ({ resource: 'analytics', action: 'read', also: { resource, action: 'read' }, ...more });

/** What each page of the staff area asks of a role; null: any member. A page that is not named here fails the test. */
export const PAGES: Record<string, PageNeed | null> = {
  '': null,
  '/search': null,
  '/notifications': null,
  '/services': reads('catalog'),
  '/catalog': reads('catalog'),
  '/catalog/:id': reads('catalog', { record: 'item' }),
  '/catalog/:id/edit': may('catalog', 'update', { record: 'item' }),
  '/catalog/:id/label': reads('catalog', { record: 'item' }),
  // nothing but its forms
  '/catalog/:id/photos': may('catalog', 'update'),
  '/catalog/new': may('catalog', 'create'),
  '/catalog/categories': reads('catalog'),
  '/catalog/maintenance': reads('catalog'),
  '/leads': reads('leads'),
  '/leads/:id': reads('leads', { record: 'lead' }),
  '/leads/:id/convert': may('leads', 'update', { record: 'lead' }),
  '/leads/quarantine': reads('leads'),
  // whose run it is decides, not the role
  '/runs/:id': null,
  // the record that it belongs to decides
  '/files/:id': null,
  '/contacts': reads('contacts'),
  '/contacts/:id': reads('contacts', { record: 'contact' }),
  '/contacts/:id/edit': may('contacts', 'update', { record: 'contact' }),
  '/contacts/new': may('contacts', 'create'),
  '/contacts/duplicates': may('contacts', 'delete'),
  '/contacts/merge': may('contacts', 'delete', { query: 'ids=:contact' }),
  '/contacts/export': reads('contacts', { query: 'format=csv' }),
  '/contacts/import': may('contacts', 'create'),
  '/contacts/import/:id': may('contacts', 'create'),
  '/contacts/import/:id/rows': may('contacts', 'create'),
  '/contacts/import/sample': may('contacts', 'create'),
  '/deals': reads('deals'),
  '/deals/:id': reads('deals', { record: 'deal' }),
  '/deals/:id/edit': may('deals', 'update', { record: 'deal' }),
  '/deals/export': reads('deals', { query: 'format=csv' }),
  '/deals/new': may('deals', 'create'),
  '/tasks': reads('tasks'),
  '/tasks/:id': reads('tasks', { record: 'task' }),
  '/tasks/export': reads('tasks', { query: 'format=csv' }),
  '/tasks/new': may('tasks', 'create'),
  '/orders': reads('orders'),
  '/orders/:id': reads('orders', { record: 'order' }),
  '/orders/export': reads('orders', { query: 'format=csv' }),
  '/orders/new': may('orders', 'create'),
  '/orders/:id/edit': may('orders', 'update', { record: 'order' }),
  '/orders/:id/complete': may('orders', 'carryOut', { record: 'order' }),
  '/orders/:id/photos': may('orders', 'carryOut', { record: 'order' }),
  '/calendar': reads('orders'),
  '/orders/:id/payments': may('payments', 'create', { record: 'order' }),
  // leads on to the first list that the role may see: everybody who sees any sees at least the own pay
  '/money': reads('payroll'),
  '/money/payments': reads('payments'),
  '/money/payments/:id': reads('payments', { record: 'payment' }),
  '/money/payments/export': reads('payments', { query: 'format=csv' }),
  '/money/payments/new': may('payments', 'create'),
  '/money/expenses': reads('expenses'),
  '/money/expenses/:id': reads('expenses', { record: 'expense' }),
  '/money/expenses/export': reads('expenses', { query: 'format=csv' }),
  '/money/expenses/new': may('expenses', 'create'),
  '/money/payroll': reads('payroll'),
  '/money/payroll/:id': reads('payroll', { record: 'payroll' }),
  '/money/payroll/export': reads('payroll', { query: 'format=csv' }),
  '/money/payroll/new': may('payroll', 'create'),
  '/catalog/export': reads('catalog', { query: 'format=csv' }),
  '/catalog/import': may('catalog', 'create'),
  // leads on to the first report that the role may see
  '/reports': null,
  '/reports/summary': figures('orders'),
  '/reports/equipment': figures('orders'),
  '/reports/employees': figures('orders'),
  '/reports/clients': figures('orders'),
  '/reports/pay': reads('payroll'),
  '/reports/export': figures('orders', { query: 'report=summary&format=csv' }),
  '/analytics': reads('analytics', { scope: 'all' }),
  '/analytics/heatmap': reads('analytics', { scope: 'all' }),
  '/analytics/heatmap/cells': reads('analytics', { scope: 'all' }),
  '/analytics/views': reads('analytics', { scope: 'all' }),
  '/analytics/funnel': figures('deals', { scope: 'all' }),
  '/analytics/deals': figures('deals'),
  '/analytics/tasks': figures('tasks'),
  '/analytics/contacts': figures('contacts'),
  '/analytics/activities': figures('activities'),
  '/settings': reads('organization'),
  '/settings/security': reads('organization'),
  '/settings/form': reads('organization'),
  '/settings/clock': reads('organization'),
  '/settings/bookings': reads('organization'),
  '/settings/money': reads('organization'),
  '/settings/documents': reads('billing'),
  '/settings/documents/:id': reads('billing'),
  '/settings/documents/:id/sample': reads('billing'),
  '/settings/documents/pictures/:id': reads('billing'),
  '/orders/:id/documents': reads('billing', { record: 'order' }),
  '/orders/:id/documents/:id': reads('billing'),
  '/settings/scoring': reads('scoringRules'),
  '/settings/scoring/draft': may('scoringRules', 'update'),
  '/settings/outbox': may('organization', 'update'),
  '/settings/deliveries': may('organization', 'update'),
  '/settings/members': reads('members'),
  '/settings/members/:id': reads('members', { record: 'member' }),
  '/settings/teams': may('members', 'update'),
  '/settings/access': may('organization', 'update'),
  '/settings/fields': may('organization', 'update'),
  '/settings/pipelines': may('organization', 'update'),
  '/settings/lost-reasons': may('organization', 'update'),
  '/settings/api-keys': reads('apiKeys'),
  '/settings/audit': reads('auditLog'),
  '/settings/trash': reads('trash'),
  '/settings/personal-data': reads('personalData'),
  '/settings/personal-data/person': reads('personalData', { query: 'contact=:contact' }),
  '/settings/personal-data/retention': reads('personalData'),
  '/settings/personal-data/consents': reads('personalData'),
  '/settings/personal-data/exports/:id': may('personalData', 'create'),
  '/settings/personal-data/erasures/:id': reads('personalData'),
  // of the default organisation, as the demo is
  '/settings/system': reads('installation'),
  '/settings/jobs': reads('installation'),
  '/settings/webhooks': reads('webhooks'),
  '/settings/webhooks/:id': reads('webhooks'),
};

/** The same for what answers data only, under /resources/o/:orgSlug. */
export const RESOURCES: Record<string, PageNeed | null> = {
  '/search': null,
  '/bell': null,
  // of any member: everybody reads tasks
  '/bell-events': reads('tasks', { isStream: true }),
  '/lead-events': reads('leads', { isStream: true }),
  '/contact-options': reads('contacts'),
  '/catalog-options': reads('catalog'),
  '/deal-options': reads('deals'),
  '/money-orders': reads('payments'),
  '/deal-board': reads('deals'),
  '/availability': may('orders', 'create'),
};

/** What may be posted there. */
export const RESOURCE_ACTIONS: Record<string, Need> = { '/deal-board': may('deals', 'update') };

export interface ActionNeed {
  path: string;
  /** Null: the page has one form, which needs no name. */
  intent: string | null;
  /** Null: any member. */
  need: Need | null;
  fields?: Record<string, string>;
}

const forms = (path: string, need: Need | null, intents: readonly (string | null)[], fields?: Record<string, string>): ActionNeed[] =>
  intents.map((intent) => ({ path, intent, need, fields }));

/** What each bulk change needs, so that nothing but the permission can stand in its way. */
const BULK = { ownerId: '', tags: 'x', priority: 'HIGH', state: 'DONE', customKey: 'x', customValue: 'x' };

const VIEW_INTENTS = ['view.create', 'view.rename', 'view.update', 'view.share', 'view.unshare', 'view.default', 'view.plain', 'view.delete', 'view.restore'];
const timeline = (path: string, seen: Need): ActionNeed[] => [
  ...forms(path, { ...may('activities', 'create'), also: seen }, ['activity-log'], { kind: 'NOTE', body: 'x' }),
  ...forms(path, { ...may('activities', 'update'), also: seen }, ['activity-edit']),
  ...forms(path, { ...may('activities', 'delete'), also: seen }, ['activity-delete', 'activity-restore']),
];

/** Every form of the staff area. A page with an action that is not named here, or an intent in the code that is not, fails the test. */
export const ACTIONS: ActionNeed[] = [
  ...forms('/leads', may('leads', 'update'), ['assign', 'reject', 'spam', 'undo'], { ids: ':lead', reason: 'x' }),
  ...forms('/leads', reads('leads'), VIEW_INTENTS),
  ...forms('/leads/:lead', may('leads', 'update'), ['state', 'assign', 'override', 'takeBack', 'release', 'spam'], { version: '1', to: 'SPAM', score: '1', reason: 'x' }),
  ...timeline('/leads/:lead', reads('leads')),
  ...forms('/leads/:lead/convert', may('leads', 'update'), [null]),
  ...forms('/leads/quarantine', may('leads', 'update', { scope: 'all' }), ['release', 'spam'], { id: ':lead' }),
  ...forms('/services', may('catalog', 'create'), ['create'], { name: '' }),
  ...forms('/services', may('catalog', 'update'), ['update', 'offer', 'activate', 'move']),
  ...forms('/services', may('catalog', 'delete'), ['delete']),
  ...forms('/catalog', reads('catalog'), VIEW_INTENTS),
  ...forms('/catalog', may('catalog', 'delete'), ['restore'], { id: ':item' }),
  ...forms('/catalog/:item', may('catalog', 'delete'), ['delete']),
  ...forms('/catalog/:item', may('catalog', 'update'), ['sell-on', 'sell-off', 'plan-create', 'plan-end', 'maintenance-plan', 'maintenance-done', 'maintenance-cancel']),
  ...forms('/catalog/:item/edit', may('catalog', 'update'), [null]),
  ...forms('/catalog/:item/photos', may('catalog', 'update'), ['photo-add', 'photo-up', 'photo-down', 'photo-remove']),
  ...forms('/catalog/new', may('catalog', 'create'), [null]),
  ...forms('/catalog/categories', may('catalog', 'create'), ['category-create'], { name: '' }),
  ...forms('/catalog/categories', may('catalog', 'update'), ['category-rename', 'category-move']),
  ...forms('/catalog/categories', may('catalog', 'delete'), ['category-delete']),
  ...forms('/contacts', reads('contacts'), VIEW_INTENTS),
  ...forms('/contacts', may('contacts', 'delete'), ['restore'], { id: ':contact' }),
  ...forms('/contacts', may('contacts', 'update'), ['bulk.owner', 'bulk.addTag', 'bulk.removeTag', 'bulk.custom'], { ids: ':contact', ...BULK }),
  ...forms('/contacts', may('contacts', 'delete'), ['bulk.trash'], { ids: ':contact' }),
  ...forms('/contacts/:contact', may('contacts', 'delete'), ['delete', 'unmerge']),
  ...timeline('/contacts/:contact', reads('contacts')),
  ...forms('/contacts/:contact/edit', may('contacts', 'update'), [null]),
  ...forms('/contacts/new', may('contacts', 'create'), [null]),
  ...forms('/contacts/duplicates', may('contacts', 'delete'), ['distinct', 'undistinct', 'unmerge']),
  ...forms('/contacts/merge', may('contacts', 'delete'), [null]),
  ...forms('/contacts/import', may('contacts', 'create'), ['upload']),
  ...forms('/contacts/import/:none', may('contacts', 'create'), ['save', 'try', 'format', 'import', 'cancel', 'undo', 'resume', 'drop']),
  ...forms('/deals', reads('deals'), VIEW_INTENTS),
  ...forms('/deals', may('deals', 'update'), ['move'], { id: ':deal', to: 'LOST', version: '1' }),
  ...forms('/deals', may('deals', 'delete'), ['delete', 'restore'], { id: ':deal', version: '1' }),
  ...forms('/deals', may('deals', 'update'), ['bulk.owner', 'bulk.addTag', 'bulk.removeTag', 'bulk.custom'], { ids: ':deal', ...BULK }),
  ...forms('/deals', may('deals', 'delete'), ['bulk.trash'], { ids: ':deal' }),
  ...forms('/deals/:deal', may('deals', 'update'), ['move'], { id: ':deal', to: 'LOST', version: '1' }),
  ...forms('/deals/:deal', may('deals', 'delete'), ['delete'], { id: ':deal', version: '1' }),
  ...timeline('/deals/:deal', reads('deals')),
  ...forms('/deals/:deal/edit', may('deals', 'update'), [null]),
  ...forms('/deals/new', may('deals', 'create'), [null]),
  ...forms('/tasks', reads('tasks'), VIEW_INTENTS),
  ...forms('/tasks', may('tasks', 'update'), ['bulk.owner', 'bulk.priority', 'bulk.taskState'], { ids: ':task', ...BULK }),
  ...forms('/tasks', may('tasks', 'delete'), ['bulk.trash'], { ids: ':task' }),
  ...forms('/tasks/:task', may('tasks', 'update'), [null]),
  ...forms('/tasks/new', may('tasks', 'create'), [null]),
  ...forms('/tasks', may('tasks', 'create'), ['task-quick'], { text: '' }),
  ...forms('/tasks', may('tasks', 'update'), ['task-do'], { do: 'done::task' }),
  ...forms('/orders/:order/payments', may('payments', 'create'), [null], { amount: 'x' }),
  ...forms('/money/payments', may('payments', 'delete'), ['restore'], { id: ':none' }),
  ...forms('/money/payments/new', may('payments', 'create'), [null]),
  ...forms('/money/payments/:payment', may('payments', 'update'), [null]),
  ...forms('/money/payments/:payment', may('payments', 'delete'), ['delete']),
  ...forms('/money/expenses', may('expenses', 'delete'), ['restore'], { id: ':none' }),
  ...forms('/money/expenses/new', may('expenses', 'create'), [null]),
  ...forms('/money/expenses/:expense', may('expenses', 'update'), [null]),
  ...forms('/money/expenses/:expense', may('expenses', 'delete'), ['delete']),
  ...forms('/money/payroll', may('payroll', 'update'), ['approve', 'pay', 'unapprove', 'accrue'], { ids: ':none', orderId: ':none' }),
  ...forms('/money/payroll', may('payroll', 'delete'), ['restore'], { id: ':none' }),
  ...forms('/money/payroll/new', may('payroll', 'create'), [null]),
  ...forms('/money/payroll/:payroll', may('payroll', 'update'), [null]),
  ...forms('/money/payroll/:payroll', may('payroll', 'delete'), ['delete']),
  ...forms('/settings/money', may('organization', 'update'), ['rules', 'close', 'reopen']),
  ...forms('/settings/members/:member', may('payroll', 'update'), ['terms'], { payKind: 'HOURLY', payRate: 'x' }),
  ...forms('/runs/:none', null, ['cancel', 'resume', 'undo']),
  ...forms('/settings', may('organization', 'update'), [null]),
  ...forms('/settings/security', may('organization', 'update'), [null]),
  ...forms('/settings/form', may('organization', 'update'), [null]),
  ...forms('/settings/clock', may('organization', 'update'), [null]),
  ...forms('/catalog/import', may('catalog', 'create'), ['check', 'load']),
  ...forms('/settings/bookings', may('organization', 'update'), [null]),
  ...forms('/settings/documents', may('billing', 'update'), ['requisites', 'picture', 'removePicture'], { picture: 'logo' }),
  ...forms('/settings/documents/:kind', may('billing', 'update'), [null]),
  ...forms('/orders', reads('orders'), VIEW_INTENTS),
  ...forms('/orders', may('orders', 'delete'), ['restore'], { id: ':order' }),
  // to whom which step is open the lifecycle knows
  ...forms('/orders/:order', may('orders', 'update', { or: { resource: 'orders', action: 'carryOut' } }), ['move'], { version: '1', to: 'CREATED' }),
  ...forms('/orders/:order', may('orders', 'update'), ['reopen'], { version: '1', reason: 'x' }),
  ...forms('/orders/:order', may('orders', 'create'), ['duplicate']),
  ...forms('/orders/:order', may('orders', 'delete'), ['delete', 'restore'], { version: '1' }),
  ...timeline('/orders/:order', reads('orders')),
  ...forms('/orders/new', may('orders', 'create'), ['enter', 'save', 'create', 'line.item'], { address: 'x', item: 'x', itemQuery: 'x' }),
  ...forms('/orders/:order/edit', may('orders', 'update'), ['save', 'create', 'autosave', 'line.item'], { version: '1', plannedStart: 'x' }),
  ...forms('/orders/:order/complete', may('orders', 'carryOut'), ['order-start', 'order-complete'], { version: '1', actualStart: 'x' }),
  ...forms('/orders/:order/photos', may('orders', 'carryOut'), ['upload', 'photo-delete', 'photo-move']),
  ...forms('/orders/:order/documents', may('orders', 'update'), ['issue', 'send'], { kind: 'QUOTE', day: 'x', documentId: ':order', to: 'x' }),
  ...forms('/settings/scoring', may('scoringRules', 'update'), ['edit', 'retry']),
  ...forms('/settings/scoring/draft', may('scoringRules', 'update'), ['save', 'publish', 'discard']),
  ...forms('/settings/outbox', may('organization', 'update'), ['retry', 'retryAll']),
  ...forms('/settings/deliveries', may('organization', 'update'), ['delivery.retry']),
  ...forms('/notifications', null, ['read', 'unread', 'readAll'], { id: ':none' }),
  ...forms('/settings/members', may('members', 'create'), ['invite', 'resend', 'revoke'], { email: 'not an address', role: 'OWNER' }),
  ...forms('/settings/members/:member', may('members', 'update'), ['change'], { role: 'OWNER', seenRole: 'VIEWER' }),
  ...forms('/settings/members/:member', may('members', 'update'), ['resetFactors']),
  ...forms('/settings/members/:member', may('members', 'delete'), ['remove']),
  ...forms('/settings/teams', may('members', 'update'), ['create', 'rename', 'delete']),
  ...forms('/settings/access', may('organization', 'update'), [null]),
  ...forms('/settings/fields', may('organization', 'update'), ['create', 'update', 'move', 'archive']),
  ...forms('/settings/pipelines', may('organization', 'update'), ['pipeline-create', 'pipeline-rename', 'pipeline-move', 'pipeline-archive', 'stage-create', 'stage-update', 'stage-move', 'stage-archive']),
  ...forms('/settings/lost-reasons', may('organization', 'update'), ['create', 'rename', 'move', 'archive']),
  ...forms('/settings/api-keys', may('apiKeys', 'create'), ['key-create'], { name: '' }),
  ...forms('/settings/api-keys', may('apiKeys', 'delete'), ['key-revoke']),
  ...forms('/settings/webhooks', may('webhooks', 'create'), ['create']),
  ...forms('/settings/webhooks/:none', may('webhooks', 'update'), ['save', 'rotate', 'pause', 'resume', 'ping', 'replay']),
  ...forms('/settings/webhooks/:none', may('webhooks', 'delete'), ['delete']),
  ...forms('/settings/jobs', may('installation', 'update'), ['job-retry', 'job-cancel', 'queue-retry', 'schedule-run'], { id: ':none', queue: 'none' }),
  ...forms('/settings/personal-data/person', may('personalData', 'create'), ['export']),
  ...forms('/settings/personal-data/person', may('personalData', 'delete'), ['erase']),
  ...forms('/settings/personal-data/retention', may('personalData', 'update'), ['retention'], { kind: 'trash', days: 'x', seen: '30' }),
  ...forms('/settings/personal-data/consents', may('personalData', 'update'), ['publish'], { kind: 'x' }),
  ...forms('/settings/trash', may('trash', 'update'), ['restore'], { kind: 'contact', id: ':contact' }),
  ...forms('/settings/trash', may('trash', 'delete'), ['purge'], { kind: 'contact', id: ':contact' }),
];

/** Intents of pages that belong to a person, not to an organisation: there is no role to ask for. */
export const PERSONAL_INTENTS = ['totp-begin', 'totp-confirm', 'totp-off', 'codes-renew', 'passkey-begin', 'passkey-add', 'passkey-rename', 'passkey-delete', 'details', 'password', 'email', 'keepEmail', 'sendAgain', 'picture', 'noPicture', 'forgot', 'reset', 'confirm', 'notify.preferences', 'notify.times', 'notify.test', 'revoke', 'revokeProgram', 'revokeOthers', 'leave', 'join', 'accept', 'switch', 'telegram.link', 'telegram.unlink', 'push.subscribe', 'push.remove'];
