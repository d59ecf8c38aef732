/** Of which table a parameter of a path is the id; null: something else than a row of an organisation. */
export const RECORDS: Record<string, string | null> = { apiKeyId: 'ApiKey', contactId: 'Contact', invitationId: 'Invitation', memberId: 'Membership', signInId: null, teamId: 'Team', runId: 'BackgroundRun' };
