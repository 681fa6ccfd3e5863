/** Runs of digits that may be an ID number, an account or a mobile phone. */
const PERSONAL_NUMBER = /\d{17}[\dXx]|\d{15,19}|(?<!\d)1\d{10}(?!\d)/;

/** Whether a text holds what looks like an ID number, an account or a mobile phone, however it is spaced. */
export function holdsPersonalNumber(text: string): boolean {
  return PERSONAL_NUMBER.test(text.replace(/[\s-]/g, ''));
}
