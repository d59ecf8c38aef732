/** Whose bells have something new to show. */
export interface BellEvent {
  userIds: readonly string[];
}

/** The channel of the notify bus on which an organisation's bells are rung. */
export function bellChannel(organizationId: string): string {
  return `bells:${organizationId}`;
}
