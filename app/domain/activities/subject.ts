/** The record whose history it is. */
export type Subject = { leadId: string } | { contactId: string } | { dealId: string } | { orderId: string };
