/** Equal for equal forms, whatever the order of their fields: what a keyed hash of a form is taken over. */
export function canonicalText(form: object): string {
  return JSON.stringify(form, (_name, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
