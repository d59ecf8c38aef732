import { line, type ErasureWork } from './erasure-work.server';
import { personPattern } from './person-pattern';
import type { ReceiptLine } from './receipt';

/** The person's own rows and the work that was done for the person lose names, addresses and free texts; sums, days and states stay. */
export async function eraseRecords(work: ErasureWork): Promise<ReceiptLine[]> {
  return [
    line('contacts', { anonymised: await eraseContacts(work) }),
    line('leads', { anonymised: await eraseLeads(work) }),
    line('deals', { anonymised: await eraseDeals(work) }),
    line('tasks', { anonymised: await eraseTasks(work) }),
    line('activities', { anonymised: await eraseActivities(work) }),
    ...(await eraseOrders(work)),
    ...(await eraseMoney(work)),
  ];
}

function eraseContacts({ tx, organizationId, person, words, now }: ErasureWork): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Contact" SET "name" = ${words.client}, "contactPerson" = NULL, "phones" = '{}', "emails" = '{}', "address" = NULL, "city" = NULL, "inn" = NULL, "kpp" = NULL,
      "bankName" = NULL, "bik" = NULL, "bankAccount" = NULL, "correspondentAccount" = NULL, "notes" = NULL, "tags" = '{}', "source" = NULL, "custom" = '{}',
      "version" = "version" + 1, "updatedAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${person.contactIds}::uuid[])`;
}

/** An open request is closed besides: nobody is left who could be answered. Its page of the client is gone with the old token. */
function eraseLeads({ tx, organizationId, person, words, now }: ErasureWork): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Lead" SET "firstName" = ${words.firstName}, "lastName" = ${words.lastName}, "middleName" = NULL, "email" = ${words.email}, "phone" = NULL,
      "businessInfo" = NULL, "businessNiche" = NULL, "budget" = NULL, "convenientTime" = NULL, "preferredContactMethod" = NULL, "comments" = NULL, "source" = NULL,
      "publicToken" = replace(gen_random_uuid()::text, '-', ''), "submissionKey" = replace(gen_random_uuid()::text, '-', ''),
      "behaviorConsent" = false, "engagement" = NULL, "rejectReason" = CASE WHEN "rejectReason" IS NULL AND "state" NOT IN ('NEW', 'IN_PROGRESS') THEN NULL ELSE ${words.text} END,
      "overrideReason" = CASE WHEN "overrideReason" IS NULL THEN NULL ELSE ${words.text} END,
      "state" = CASE WHEN "state" IN ('NEW', 'IN_PROGRESS') THEN 'REJECTED' ELSE "state" END, "responseDueAt" = NULL,
      "version" = "version" + 1, "updatedAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${person.leadIds}::uuid[])`;
}

function eraseDeals({ tx, organizationId, person, words, now }: ErasureWork): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Deal" SET "title" = ${words.deal}, "notes" = NULL, "lostNote" = NULL, "tags" = '{}', "custom" = '{}', "version" = "version" + 1, "updatedAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${person.dealIds}::uuid[])`;
}

function eraseTasks({ tx, organizationId, person, words, now }: ErasureWork): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Task" SET "title" = ${words.task}, "description" = NULL, "version" = "version" + 1, "updatedAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${person.taskIds}::uuid[])`;
}

/** What people wrote goes; of what the system noted the values that can name somebody. */
async function eraseActivities({ tx, organizationId, person, words }: ErasureWork): Promise<number> {
  const { contactIds, leadIds, dealIds, orderIds } = person;
  return tx.$executeRaw`
    UPDATE "Activity" SET
      "body" = CASE WHEN "kind" = 'SYSTEM' OR "body" IS NULL THEN NULL ELSE ${words.text} END,
      "data" = CASE WHEN jsonb_typeof("data") <> 'object' THEN NULL
        ELSE "data" - ARRAY['changed', 'files', 'name', 'title', 'contactName', 'dealTitle', 'reason', 'note', 'comment', 'fileName', 'source']
          - CASE WHEN "event" IN ('deal.contact', 'order.documentSent') THEN ARRAY['from', 'to'] ELSE '{}' END END,
      "version" = CASE WHEN "kind" = 'SYSTEM' THEN "version" ELSE "version" + 1 END
    WHERE "organizationId" = ${organizationId}::uuid AND ("contactId" = ANY(${contactIds}::uuid[]) OR "leadId" = ANY(${leadIds}::uuid[])
      OR "dealId" = ANY(${dealIds}::uuid[]) OR "orderId" = ANY(${orderIds}::uuid[]))`;
}

async function eraseOrders({ tx, organizationId, person, words, now }: ErasureWork): Promise<ReceiptLine[]> {
  const { orderIds } = person;
  const pattern = personPattern(person);
  const orders = await tx.$executeRaw`
    UPDATE "Order" SET "address" = CASE WHEN "address" IS NULL THEN NULL ELSE ${words.text} END, "latitude" = NULL, "longitude" = NULL, "description" = NULL,
      "cancelReason" = CASE WHEN "cancelReason" IS NULL THEN NULL ELSE ${words.text} END, "completionNote" = NULL,
      "approvedSnapshot" = forget_in_snapshot("approvedSnapshot", ${words.client}, ${pattern}), "completedSnapshot" = forget_in_snapshot("completedSnapshot", ${words.client}, ${pattern}),
      "version" = "version" + 1, "updatedAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${orderIds}::uuid[])`;
  const steps = await tx.$executeRaw`
    UPDATE "OrderStep" SET "comment" = NULL WHERE "organizationId" = ${organizationId}::uuid AND "orderId" = ANY(${orderIds}::uuid[]) AND "comment" IS NOT NULL`;
  // what was billed stays as it was billed, unless it names the person
  const lines = await tx.$executeRaw`
    UPDATE "OrderLine" SET "name" = ${words.text}, "repairNote" = CASE WHEN "repairNote" IS NULL THEN NULL ELSE ${words.text} END
    WHERE "organizationId" = ${organizationId}::uuid AND "orderId" = ANY(${orderIds}::uuid[]) AND ("name" ~* ${pattern} OR "repairNote" ~* ${pattern})`;
  const all = await tx.orderLine.count({ where: { orderId: { in: orderIds } } });
  return [line('orders', { anonymised: orders }), line('orderSteps', { anonymised: steps }), line('lines', { anonymised: lines, kept: all - lines }, 'accounting')];
}

/** Money keeps sums, days and ways; notes go. Issued documents are kept whole, as the law asks, but not where they were sent. */
async function eraseMoney({ tx, organizationId, person, now }: ErasureWork): Promise<ReceiptLine[]> {
  const { contactIds, orderIds } = person;
  const pattern = personPattern(person);
  const payments = await tx.$executeRaw`
    UPDATE "Payment" SET "note" = NULL, "version" = "version" + 1, "updatedAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND ("orderId" = ANY(${orderIds}::uuid[]) OR "contactId" = ANY(${contactIds}::uuid[])) AND "note" IS NOT NULL`;
  const paid = await tx.payment.count({ where: { OR: [{ orderId: { in: orderIds } }, { contactId: { in: contactIds } }] } });
  const expenses = await tx.$executeRaw`
    UPDATE "Expense" SET "note" = NULL, "version" = "version" + 1, "updatedAt" = ${now} WHERE "organizationId" = ${organizationId}::uuid AND "orderId" = ANY(${orderIds}::uuid[]) AND "note" ~* ${pattern}`;
  const pay = await tx.$executeRaw`
    UPDATE "PayrollRow" SET "note" = NULL, "version" = "version" + 1, "updatedAt" = ${now} WHERE "organizationId" = ${organizationId}::uuid AND "orderId" = ANY(${orderIds}::uuid[]) AND "note" ~* ${pattern}`;
  const costs = (await tx.expense.count({ where: { orderId: { in: orderIds } } })) + (await tx.payrollRow.count({ where: { orderId: { in: orderIds } } }));
  await tx.$executeRaw`UPDATE "Document" SET "sentTo" = NULL WHERE "organizationId" = ${organizationId}::uuid AND "orderId" = ANY(${orderIds}::uuid[]) AND "sentTo" IS NOT NULL`;
  const documents = await tx.document.count({ where: { orderId: { in: orderIds } } });
  return [
    line('payments', { anonymised: payments, kept: paid - payments }, 'accounting'),
    line('costs', { anonymised: expenses + pay, kept: costs - expenses - pay }, 'accounting'),
    line('documents', { kept: documents }, 'accounting'),
    line('consents', { kept: await tx.consentRecord.count({ where: { leadId: { in: person.leadIds } } }) }, 'proof'),
  ];
}
