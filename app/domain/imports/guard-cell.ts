const RISKY = /^'*[=+\-@\t\r]/;
/** Phones and plain numbers: there is nothing in them to calculate with. */
const HARMLESS = /^[+-]?\d[\d\s()+;,.-]*$/;

/**
 * Keeps a spreadsheet from calculating what somebody wrote into a text («=HYPERLINK(…)»): an apostrophe goes before it,
 * which `unguardCell` takes away again. For CSV only; in an XLSX a text is a text.
 */
export function guardCell(text: string): string {
  return RISKY.test(text) && !HARMLESS.test(text) ? `'${text}` : text;
}

/** For an XLSX: only a text that an import would take an apostrophe from gets one. */
export function keepCell(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
