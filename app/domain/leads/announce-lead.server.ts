import { emitEvents } from '~/domain/webhooks/emit-events.server';
import type { OrgTx } from '~/platform/db.server';
import { publish } from '~/platform/notify-bus.server';
import { tellOfNewLead } from './tell-of-lead.server';

/** What travels on an organisation's channel of requests: a new one, or whose rights have changed (null: everybody's). */
export type LeadEvent = { type: 'new'; id: string } | { type: 'rights'; userId: string | null };

/** The channel of the notify bus on which an organisation's new requests are told. */
export function leadChannel(organizationId: string): string {
  return `leads:${organizationId}`;
}

/**
 * Tells staff of a new request when the transaction commits: at once in open lists, and everybody who may read all
 * requests by the ways that each chose. A request in quarantine is announced when it is released.
 */
export async function announceNewLead(tx: OrgTx, { organizationId, leadId }: { organizationId: string; leadId: string }): Promise<void> {
  const event: LeadEvent = { type: 'new', id: leadId };
  await publish(tx, leadChannel(organizationId), event);
  await emitNewLead(tx, { organizationId, leadId });
  await tellOfNewLead(tx, { organizationId, leadId });
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
