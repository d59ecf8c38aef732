/** What may stand in a template between double braces. Their meanings are explained in the namespace `documents`. */
export const PLACEHOLDERS = [
  'number', 'date', 'total', 'totalInWords', 'subtotal', 'tax', 'discount', 'prepayment', 'paid', 'balance',
  'client.name', 'client.contactPerson', 'client.phone', 'client.email', 'client.address', 'client.inn', 'client.kpp',
  'order.number', 'order.address', 'order.start', 'order.end', 'order.description',
  'company.name', 'company.shortName', 'company.inn', 'company.kpp', 'company.ogrn', 'company.address', 'company.director', 'company.phone',
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];
export type PlaceholderValues = Record<Placeholder, string>;

const MARK = /\{\{([^{}]*)\}\}/g;
const known: ReadonlySet<string> = new Set(PLACEHOLDERS);

/** What stands in braces and means nothing, and braces without their partner; empty when the text is right. */
export function findUnknownPlaceholders(text: string): string[] {
  const unknown = [...text.matchAll(MARK)].map(([, name = '']) => name.trim()).filter((name) => !known.has(name));
  const rest = text.replace(MARK, '');
  const stray = [...rest.matchAll(/\{\{|\}\}/g)].map(([braces]) => braces);
  return [...new Set([...unknown, ...stray])];
}

/** The text with its placeholders filled once: braces inside a client's name are only text. An unknown one stays as it is. */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  return text.replace(MARK, (mark, name: string) => (known.has(name.trim()) ? values[name.trim() as Placeholder] : mark));
}
