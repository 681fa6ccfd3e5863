/** Every role, closed: province, city and county officers, maker, checker, cashier, auditor, analyst, partner department, administrator. */
export const ROLES = [
  'province',
  'city',
  'county',
  'maker',
  'checker',
  'cashier',
  'auditor',
  'analyst',
  'partner',
  'admin',
] as const;

/** What a caller is, by its token. */
export type Role = (typeof ROLES)[number];

/** Whether a text names a role. */
export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
