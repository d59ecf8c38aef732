import { randomUUID } from 'node:crypto';
import { DEFAULT_SCORING_RULES } from '~/domain/leads/scoring';
import { db, orgDb } from '~/platform/db.server';
import { makeLead, makeMember, makeOrganization, makeService } from '../prisma/factories';

const merged = {
  kind: 'PERSON', name: 'other', contactPerson: null, phones: [], emails: [], address: null, city: null, inn: null, kpp: null, bankName: null, bik: null, bankAccount: null,
  correspondentAccount: null, notes: null, tags: [], source: null, custom: {}, ownerId: null,
};
const mergeSnapshot = { winner: merged, loser: merged, merged, moved: { deals: [], tasks: [], activities: [], leads: [], files: [] } };

type Delegate = Record<string, (args: object) => Promise<unknown>>;

/** Any model by its name: the tests below walk over all of them. */
export function delegate(client: object, model: string): Delegate {
  return Reflect.get(client, model[0]?.toLowerCase() + model.slice(1)) as Delegate;
}

/** One row in every table of the organisation. */
export async function fillOrganization() {
  const { id: organizationId } = await makeOrganization(db);
  const { user } = await makeMember(db, { organizationId });
  const service = await makeService(db, { organizationId });
  const lead = await makeLead(db, { organizationId, serviceId: service.id, assigneeId: user.id });
  const [key, runId] = [randomUUID(), randomUUID()];
  const rows: Partial<Record<string, object>> = {
    Activity: { organizationId, leadId: lead.id, kind: 'NOTE', body: 'note', authorId: user.id },
    File: { organizationId, leadId: lead.id, key, name: 'a.pdf', contentType: 'application/pdf', size: 1, sha256: '0'.repeat(64) },
    ScoringRules: { organizationId, version: 1, state: 'PUBLISHED', rules: DEFAULT_SCORING_RULES },
    BackgroundRun: { id: runId, organizationId, kind: 'rescore', startedById: user.id },
    MailMessage: { organizationId, kind: 'lead', to: 'a@example.com', subject: 's', text: 't' },
    FormVersion: { organizationId, version: 'v1', elementKeys: [] },
    Visitor: { organizationId, expiresAt: new Date() },
    FormView: { id: key, organizationId, formVersion: 'v1', breakpoint: 'md', day: new Date() },
    ...crmRows(organizationId, user.id, runId),
    ...orderRows(organizationId, user.id),
    ...webhookRows(organizationId, user.id),
    ...noticeRows(organizationId, user.id),
    ConsentText: { organizationId, kind: 'PRIVACY', version: 7, text: 'text' },
    ConsentRecord: { organizationId, kind: 'PRIVACY', textVersion: 7, leadId: lead.id, source: 'form' },
    RetentionRule: { organizationId, kind: 'leads', days: 365 },
    Erasure: { organizationId, number: 1, receipt: {} },
  };
  for (const [model, data] of Object.entries(rows)) await delegate(db, model).create?.({ data });
  return { organizationId, user, service, lead, tx: orgDb(organizationId) };
}

function noticeRows(organizationId: string, userId: string): Record<string, object> {
  const notificationId = randomUUID();
  return {
    Notification: { id: notificationId, organizationId, userId, event: 'lead.new', data: {}, path: '/o/x/leads' },
    NotificationPreference: { organizationId, userId, event: 'lead.new', channel: 'EMAIL', isOn: true },
    NotificationDelivery: { organizationId, notificationId, channel: 'EMAIL' },
  };
}

/** One row in every table of the CRM, in an order that foreign keys allow. */
function crmRows(organizationId: string, userId: string, runId: string): Record<string, object> {
  const contactId = randomUUID();
  const otherId = randomUUID();
  const [pipelineId, viewId, dealId] = [randomUUID(), randomUUID(), randomUUID()];
  const [aId, bId] = [contactId, otherId].sort();
  const now = new Date();
  return {
    Team: { organizationId, name: 'team' },
    AccessRule: { organizationId, role: 'SALES', leads: 'TEAM' },
    Invitation: { organizationId, email: 'a@example.com', role: 'SALES', tokenHash: randomUUID().replaceAll('-', '').repeat(2), invitedById: userId, expiresAt: now },
    Contact: { id: contactId, organizationId, name: 'contact', phones: ['+79160000000'] },
    ContactDistinction: { organizationId, aId, bId },
    ContactMerge: { organizationId, winnerId: contactId, loserId: otherId, snapshot: mergeSnapshot },
    CustomField: { organizationId, entity: 'CONTACT', key: 'field', label: 'field', type: 'TEXT' },
    ContactImport: { organizationId, createdById: userId, fileKey: 'k', fileName: 'n', size: 1, format: { kind: 'csv', encoding: 'utf-8', delimiter: ';', hasHeader: true }, columns: [], mapping: { columns: [], inFile: 'first', isLenient: false, tags: [], ownerId: null } },
    Pipeline: { id: pipelineId, organizationId, name: 'pipeline' },
    DealStage: { organizationId, pipelineId, name: 'stage' },
    LostReason: { organizationId, name: 'reason' },
    Deal: { id: dealId, organizationId, title: 'deal', contactId, pipelineId, currency: 'RUB' },
    DealStep: { organizationId, dealId, state: 'NEW', enteredAt: now },
    Task: { organizationId, title: 'task', contactId, dealId },
    SavedView: { id: viewId, organizationId, resource: 'leads', name: 'view', query: '', ownerId: userId },
    ViewDefault: { organizationId, userId, resource: 'leads', viewId },
    ApiKey: { organizationId, userId, name: 'key', prefix: 'teplo_', keyHash: randomUUID().replaceAll('-', '').repeat(2), scopes: [] },
    AuditLog: { organizationId, action: 'create', resource: 'contacts' },
    RunRow: { organizationId, runId, position: 1, outcome: 'created' },
  };
}

/** One row in every table of the catalog, of orders and of money, in an order that foreign keys allow. */
function orderRows(organizationId: string, userId: string): Record<string, object> {
  const [itemId, orderId, maintenanceId, templateId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const day = new Date('2026-11-20T00:00:00Z');
  const [startsAt, endsAt] = [new Date('2026-11-20T08:00:00Z'), new Date('2026-11-20T16:00:00Z')];
  return {
    CatalogCategory: { organizationId, name: 'category' },
    CatalogItem: { id: itemId, organizationId, kind: 'EQUIPMENT', name: 'machine' },
    CatalogPrice: { organizationId, itemId, taxPercent: 0 },
    MaintenancePlan: { organizationId, itemId, title: 'plan', everyDays: 30 },
    MaintenanceRecord: { id: maintenanceId, organizationId, itemId, title: 'oil' },
    NumberSequence: { organizationId, kind: 'order', year: 2026, last: 1 },
    Order: { id: orderId, organizationId, number: '2026-000001', currency: 'RUB' },
    OrderLine: { organizationId, orderId, position: 1, kind: 'EQUIPMENT', itemId, name: 'machine' },
    OrderOperator: { organizationId, orderId, userId },
    OrderStep: { organizationId, orderId, to: 'DRAFT' },
    Booking: { organizationId, kind: 'ORDER', itemId, orderId, startsAt, endsAt, blockedFrom: startsAt, blockedTo: endsAt },
    Payment: { organizationId, orderId, kind: 'RECEIVED', method: 'CASH', amount: 1, currency: 'RUB', day },
    Expense: { organizationId, kind: 'FUEL', amount: 1, currency: 'RUB', day, orderId, itemId },
    PayrollRow: { organizationId, userId, orderId, kind: 'FIXED', quantity: 1, rate: 1, amount: 1, currency: 'RUB', day },
    DocumentTemplate: { id: templateId, organizationId, kind: 'QUOTE', version: 1, texts: {} },
    Document: { organizationId, orderId, kind: 'QUOTE', number: '1', templateId, snapshot: {}, day, total: 1, currency: 'RUB' },
  };
}

/** One row in every table of webhooks. */
function webhookRows(organizationId: string, userId: string): Record<string, object> {
  const [endpointId, eventId, deliveryId] = [randomUUID(), randomUUID(), randomUUID()];
  return {
    WebhookEndpoint: { id: endpointId, organizationId, url: 'https://example.com', secret: Buffer.from('whsec_x'), events: ['*'], createdById: userId },
    WebhookEvent: { id: eventId, organizationId, type: 'ping', data: {} },
    WebhookDelivery: { id: deliveryId, organizationId, endpointId, eventId },
    WebhookAttempt: { organizationId, deliveryId, durationMs: 1 },
  };
}
