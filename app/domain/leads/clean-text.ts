/** Controls that turn the direction of text could make a name look like another one in a list. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;
/** Invisible where they stand; the joiners U+200C and U+200D stay, because emoji and some scripts need them. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** One line as it is stored: NFC, trimmed, line breaks and tabs as single spaces, nothing that PostgreSQL refuses. */
export function cleanLine(typed: string): string {
  return clean(typed.replace(LINE_BREAKS, ' '));
}

/** Several lines as they are stored: as `cleanLine`, with tabs and line breaks (as \n) kept. */
export function cleanText(typed: string): string {
  return clean(typed.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n'));
}

function clean(text: string): string {
  return text
    .replace(CONTROLS, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(BIDI_CONTROLS, '')
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .trim();
}
