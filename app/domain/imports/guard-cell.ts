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
