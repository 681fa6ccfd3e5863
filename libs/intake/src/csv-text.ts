/** Spreadsheets take a text that begins so for a formula. Source: OWASP, CSV injection (CWE-1236). */
const FORMULA_START = /^[=+\-@\t\r]/;
/** Plain numbers may begin with a sign and stay numbers. */
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** A byte order mark, by which Excel knows UTF-8. */
export const UTF8_MARK = '\uFEFF';

/** One field of a CSV file: what a spreadsheet would compute is made text by an apostrophe; quoted where it must be. */
export function csvField(text: string): string {
  const safe = FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of a CSV file with its end. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}
