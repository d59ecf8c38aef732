/** Of which table a parameter of a path is the id; null: something else than a row of an organisation. */
export const RECORDS: Record<string, string | null> = { contactId: 'Contact' };
