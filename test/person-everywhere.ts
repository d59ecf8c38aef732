import { randomUUID } from 'node:crypto';
import { db, pool } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import { makeLead, makeMember, makeOrganization, makeService } from '../prisma/factories';
import { makeOrder } from '../prisma/order-factories';

export const PERSON = { lastName: 'Громозекина', firstName: 'Пелагея', name: 'Громозекина Пелагея', email: 'pelageya@gromozekina.test', phone: '+79161234567', spoken: '8 (916) 123-45-67' } as const;
/** What may not be found anywhere after an erasure, in lower case. */
export const NEEDLES = ['громозекин', 'gromozekina', '9161234567', '123-45-67'];

const SECRET = `${PERSON.name}, ${PERSON.email}, ${PERSON.spoken}`;
const NOW = new Date('2026-11-20T08:00:00Z');

async function put(organizationId: string, name: string): Promise<string> {
  const key = `${organizationId}/${name}-${randomUUID()}.pdf`;
  await (await storage()).put(key, SECRET);
  return key;
}

/** An organisation in which one person stands in every table that can hold personal data. */
export async function fillWithPerson({ orderState = 'COMPLETED' as 'COMPLETED' | 'APPROVED' | 'DRAFT', isPaid = true } = {}) {
  const { id: organizationId, slug } = await makeOrganization(db);
  const { user } = await makeMember(db, { organizationId });
  const userId = user.id;
  const service = await makeService(db, { organizationId });
  const machine = await db.catalogItem.create({ data: { organizationId, kind: 'EQUIPMENT', name: 'Экскаватор', description: `Стоит у ${PERSON.email}` } });
  const card = { organizationId, name: PERSON.name, contactPerson: PERSON.firstName, phones: [PERSON.phone], emails: [PERSON.email], address: SECRET, city: 'Тверь', notes: SECRET, tags: [PERSON.lastName], source: SECRET, custom: { birthday: SECRET } };
  const contact = await db.contact.create({ data: card });
  const merged = await db.contact.create({ data: { ...card, phones: [], mergedIntoId: contact.id } });
  const other = await db.contact.create({ data: { organizationId, name: 'Другой клиент', notes: `Сосед, телефон ${PERSON.spoken}` } });
  const sent = { organizationId, serviceId: service.id, firstName: PERSON.firstName, lastName: PERSON.lastName, email: PERSON.email, phone: PERSON.phone, comments: SECRET, businessInfo: SECRET, convenientTime: SECRET, source: { referrer: SECRET } };
  const lead = await makeLead(db, { ...sent, contactId: contact.id, state: 'CONVERTED', overrideReason: SECRET, overrideAt: NOW, overrideById: userId });
  const loose = await makeLead(db, { ...sent, behaviorConsent: true, engagement: 70 });
  const pipeline = await db.pipeline.create({ data: { organizationId, name: 'Продажи' } });
  const deal = await db.deal.create({ data: { organizationId, title: `Участок: ${PERSON.name}`, contactId: contact.id, leadId: lead.id, pipelineId: pipeline.id, currency: 'RUB', notes: SECRET, tags: [PERSON.lastName], custom: { note: SECRET } } });
  const order = await makeOrder(db, { organizationId, state: orderState, contactId: contact.id, contactName: PERSON.name, dealId: deal.id, address: SECRET, description: SECRET, managerId: userId, createdById: userId, lines: [{ kind: 'SERVICE', itemId: null, name: `Работы у ${PERSON.name}` }, { kind: 'EQUIPMENT', itemId: machine.id }] });
  await db.order.update({ where: { id: order.id }, data: { completionNote: SECRET } });
  if (isPaid) await db.$executeRaw`UPDATE "Order" SET "paid" = "total" WHERE "id" = ${order.id}::uuid AND "organizationId" = ${organizationId}::uuid`;
  await db.orderStep.create({ data: { organizationId, orderId: order.id, to: 'CREATED', comment: SECRET, byId: userId } });
  const task = await db.task.create({ data: { organizationId, title: `Позвонить: ${PERSON.name}`, description: SECRET, contactId: contact.id } });
  await db.activity.createMany({
    data: [
      { organizationId, contactId: contact.id, kind: 'NOTE', body: SECRET, authorId: userId },
      { organizationId, leadId: loose.id, kind: 'SYSTEM', event: 'lead.duplicate', data: { changed: { comments: SECRET }, files: [`${PERSON.lastName}.pdf`] } },
      { organizationId, leadId: loose.id, kind: 'SYSTEM', event: 'lead.state', data: { from: 'NEW', to: 'IN_PROGRESS', reason: SECRET } },
      { organizationId, contactId: other.id, kind: 'CALL', body: `Просил перезвонить на ${PERSON.phone}`, authorId: userId },
    ],
  });
  await db.payment.create({ data: { organizationId, orderId: order.id, contactId: contact.id, kind: 'RECEIVED', method: 'CASH', amount: 100, currency: 'RUB', day: NOW, note: SECRET } });
  await db.expense.create({ data: { organizationId, kind: 'FUEL', amount: 10, currency: 'RUB', day: NOW, orderId: order.id, note: SECRET } });
  await db.payrollRow.create({ data: { organizationId, userId, orderId: order.id, kind: 'FIXED', quantity: 1, rate: 1, amount: 1, currency: 'RUB', day: NOW, note: SECRET } });
  const files = await db.file.createManyAndReturn({
    data: [
      { organizationId, leadId: loose.id, key: await put(organizationId, 'lead'), thumbnailKey: await put(organizationId, 'small'), name: `${PERSON.lastName}.pdf`, contentType: 'application/pdf', size: 10, sha256: '0'.repeat(64) },
      { organizationId, orderId: order.id, key: await put(organizationId, 'photo'), name: 'фото.jpg', caption: SECRET, contentType: 'image/jpeg', size: 20, sha256: '0'.repeat(64) },
      { organizationId, orderId: order.id, key: await put(organizationId, 'act'), name: 'Акт А-2026-000001.pdf', contentType: 'application/pdf', size: 30, sha256: '0'.repeat(64) },
    ],
  });
  const template = await db.documentTemplate.create({ data: { organizationId, kind: 'ACT', version: 1, texts: {} } });
  const document = await db.document.create({ data: { organizationId, orderId: order.id, kind: 'ACT', number: 'А-2026-000001', templateId: template.id, snapshot: { client: { name: PERSON.name, email: PERSON.email } }, day: NOW, total: 1, currency: 'RUB', fileId: files[2]?.id ?? null, sentTo: PERSON.email } });
  await db.formVersion.create({ data: { organizationId, version: 'v1', elementKeys: [] } });
  const visitor = await db.visitor.create({ data: { organizationId, expiresAt: new Date('2027-11-20T00:00:00Z') } });
  const view = { organizationId, formVersion: 'v1', breakpoint: 'md', day: NOW, visitorId: visitor.id };
  await db.formView.createMany({ data: [{ ...view, id: randomUUID(), leadId: loose.id }, { ...view, id: randomUUID() }] });
  await db.consentRecord.create({ data: { organizationId, kind: 'PRIVACY', textVersion: 1, leadId: loose.id, source: 'form' } });
  await db.mailMessage.createMany({
    data: [
      { organizationId, kind: 'document', to: PERSON.email, subject: SECRET, text: SECRET, html: SECRET },
      { organizationId, kind: 'lead.new', to: user.email, subject: `Заявка: ${PERSON.phone}`, text: `${PERSON.name}: https://teplo.test/o/${slug}/leads/${loose.id}`, html: PERSON.email },
    ],
  });
  await db.notification.create({ data: { organizationId, userId, event: 'lead.new', data: { name: PERSON.name }, path: `/o/${slug}/leads/${loose.id}` } });
  const endpoint = await db.webhookEndpoint.create({ data: { organizationId, url: 'https://example.test', secret: Buffer.from('x'), events: ['*'], createdById: userId } });
  const event = await db.webhookEvent.create({ data: { organizationId, type: 'contact.created', data: { id: contact.id, name: PERSON.name } } });
  const delivery = await db.webhookDelivery.create({ data: { organizationId, endpointId: endpoint.id, eventId: event.id } });
  await db.webhookAttempt.create({ data: { organizationId, deliveryId: delivery.id, durationMs: 1, answer: SECRET } });
  await db.contactMerge.create({ data: { organizationId, winnerId: contact.id, loserId: merged.id, snapshot: { winner: card, loser: card } } });
  const run = await db.backgroundRun.create({ data: { organizationId, kind: 'bulk', params: { search: `q=${encodeURIComponent(PERSON.email)}` }, error: SECRET } });
  await db.runRow.createMany({
    data: [
      { organizationId, runId: run.id, position: 1, outcome: 'updated', recordId: contact.id, before: { name: PERSON.name, notes: SECRET }, versionAfter: 1 },
      { organizationId, runId: run.id, position: 2, outcome: 'failed', before: [PERSON.name, PERSON.email], errors: [{ field: 'phones', code: 'phone', values: { value: PERSON.spoken } }] },
    ],
  });
  await db.contactImport.create({ data: { organizationId, createdById: userId, fileKey: await put(organizationId, 'import'), fileName: `${PERSON.lastName}.csv`, size: 5, format: {}, columns: [{ label: 'Имя', samples: [PERSON.name, PERSON.email] }], runId: run.id } });
  await db.savedView.create({ data: { organizationId, resource: 'leads', name: 'Вид', query: `q=${encodeURIComponent(PERSON.email)}`, ownerId: userId } });
  await db.auditLog.createMany({
    data: [
      { organizationId, action: 'create', resource: 'contacts', resourceId: contact.id, label: PERSON.name, after: { name: PERSON.name, phones: [PERSON.phone], ownerId: userId } },
      { organizationId, action: 'update', resource: 'leads', resourceId: loose.id, label: PERSON.name, before: { comments: SECRET, score: 10 }, after: { comments: null, score: 20 } },
      { organizationId, action: 'update', resource: 'contacts', resourceId: other.id, label: 'Другой клиент', before: { notes: PERSON.phone }, after: { notes: 'нет' } },
    ],
  });
  await db.idempotencyRecord.create({ data: { owner: `user:${userId}:${organizationId}`, key: 'k', requestHash: '0'.repeat(64), status: 201, body: Buffer.from(SECRET) } });
  return { organizationId, slug, userId, contact, other, lead, loose, deal, order, task, document, files, machine };
}

/** Every column of every table that holds text, by `"Table"."column"`, in which one of the needles stands. */
export async function findEverywhere(needles: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ table: string; column: string }>(
    `SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND (c.data_type IN ('text', 'character varying', 'character', 'jsonb', 'json', 'bytea', 'ARRAY')) ORDER BY 1, 2`,
  );
  const found: string[] = [];
  for (const { table, column } of rows) {
    const { rowCount } = await pool.query(
      `SELECT 1 FROM "${table}" WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS n WHERE lower("${column}"::text) LIKE '%' || n || '%' OR lower("${column}"::text) LIKE '%' || encode(convert_to(n, 'UTF8'), 'hex') || '%') LIMIT 1`,
      [needles],
    );
    if (rowCount) found.push(`${table}.${column}`);
  }
  return found;
}
