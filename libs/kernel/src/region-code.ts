const CODE = /^\d{6}$/;

/** Whether a text has the form of a division code (行政区划代码) of GB/T 2260: six digits. Not whether the division exists. */
export function isRegionCode(text: string): boolean {
  return CODE.test(text);
}

/** The digits that every division inside this one starts with: '340000' → '34', '340100' → '3401', '340102' → '340102'. */
export function regionPrefix(code: string): string {
  if (code.endsWith('0000')) return code.slice(0, 2);
  return code.endsWith('00') ? code.slice(0, 4) : code;
}

/** Whether a division code lies under a prefix made by {@link regionPrefix}. */
export function isWithin(code: string, prefix: string): boolean {
  return code.startsWith(prefix);
}
