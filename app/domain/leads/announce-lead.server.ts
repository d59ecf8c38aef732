import { listRolesThatSeeAll } from '~/domain/accounts/access.server';
import { emitEvents } from '~/domain/webhooks/emit-events.server';
import type { OrgTx } from '~/platform/db.server';
import { siteOrigin } from '~/platform/http/site-origin.server';
import { queueMail } from '~/platform/mail.server';
import { publish } from '~/platform/notify-bus.server';
import { writeNewLeadMail } from './new-lead-mail.server';

/** What travels on an organisation's channel of requests: a new one, or whose rights have changed (null: everybody's). */
export type LeadEvent = { type: 'new'; id: string } | { type: 'rights'; userId: string | null };

/** The channel of the notify bus on which an organisation's new requests are told. */
export function leadChannel(organizationId: string): string {
  return `leads:${organizationId}`;
}

/**
 * Tells staff of a new request when the transaction commits: at once in open lists, and by e-mail to every member who
 * wants it and may read all requests. A request in quarantine is announced when it is released.
 */
export async function announceNewLead(tx: OrgTx, { organizationId, leadId }: { organizationId: string; leadId: string }): Promise<void> {
  const event: LeadEvent = { type: 'new', id: leadId };
  await publish(tx, leadChannel(organizationId), event);
  await emitNewLead(tx, { organizationId, leadId });
  const readers = await tx.membership.findMany({
    where: { removedAt: null, notifyNewLeads: true, role: { in: await listRolesThatSeeAll(tx, 'leads') } },
    select: { user: { select: { email: true, locale: true } } },
  });
  if (readers.length === 0) return;
  const lead = await tx.lead.findFirstOrThrow({
    where: { id: leadId },
    select: {
      reference: true, firstName: true, lastName: true, priority: true, score: true, phone: true, email: true,
      budget: true, deadline: true, comments: true, responseDueAt: true,
      service: { select: { name: true } },
      organization: { select: { name: true, slug: true, timeZone: true } },
    },
  });
  const url = `${siteOrigin()}/o/${lead.organization.slug}/leads/${leadId}`;
  const drafts = await Promise.all(
    readers.map(async ({ user }) => ({ organizationId, kind: 'lead.new', to: user.email, ...(await writeNewLeadMail(lead, { url, locale: user.locale })) })),
  );
  await queueMail(tx, drafts);
}

async function emitNewLead(tx: OrgTx, { organizationId, leadId: id }: { organizationId: string; leadId: string }): Promise<void> {
  const { firstName, lastName, service, ...facts } = await tx.lead.findFirstOrThrow({
    where: { id },
    select: { reference: true, firstName: true, lastName: true, state: true, score: true, priority: true, serviceId: true, service: { select: { name: true } } },
  });
  await emitEvents(tx, organizationId, [{ type: 'lead.created', data: { id, name: `${firstName} ${lastName}`, ...facts, serviceName: service.name, actorId: null } }]);
}

/** Ends the open streams of a person, or of everybody, when the transaction commits: the browser asks again, with the rights of now. */
export async function endLeadStreams(tx: OrgTx, organizationId: string, userId: string | null): Promise<void> {
  const event: LeadEvent = { type: 'rights', userId };
  await publish(tx, leadChannel(organizationId), event);
}
