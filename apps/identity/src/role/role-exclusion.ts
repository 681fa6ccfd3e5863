import type { Role } from '@nuan/auth';

/** When two roles exclude each other: always, or where both may write. */
export type ExclusionScope = 'ALWAYS' | 'SAME_REGION';

/** Two roles that one person may not hold together, and why. */
export interface RoleExclusion {
  readonly roles: readonly [Role, Role];
  readonly scope: ExclusionScope;
  readonly reason: string;
}

/** Roles of those who file, approve, pay or decide. */
const DECIDING: readonly Role[] = ['province', 'city', 'county', 'maker', 'checker', 'cashier'];

/** Roles that see households and persons. */
const SEEING_PERSONS: readonly Role[] = [...DECIDING, 'auditor'];

function each(role: Role, others: readonly Role[], reason: string): RoleExclusion[] {
  return others.map((other): RoleExclusion => ({ roles: [role, other], scope: 'ALWAYS', reason }));
}

const FOUR_EYES = 'Who files does not approve, and neither pays, in the same region.';

/**
 * Roles that one person may not hold together (不相容岗位), on its own or by delegation. The table is the rule: the migration
 * loads it, the database decides by it under a lock of the person's row, and what is told to the administrator comes from it.
 */
export const ROLE_EXCLUSIONS: readonly RoleExclusion[] = [
  { roles: ['maker', 'checker'], scope: 'SAME_REGION', reason: FOUR_EYES },
  { roles: ['maker', 'cashier'], scope: 'SAME_REGION', reason: FOUR_EYES },
  { roles: ['checker', 'cashier'], scope: 'SAME_REGION', reason: FOUR_EYES },
  ...each('auditor', DECIDING, 'Who audits decides nothing that is audited.'),
  ...each('admin', SEEING_PERSONS, 'Who gives out roles sees nobody’s file.'),
  ...each('analyst', SEEING_PERSONS, 'Who sees persons could look up the cells that are hidden from analysts.'),
];

/** Why two roles exclude each other; null when they don't. */
export function exclusionOf(one: Role, other: Role): RoleExclusion | null {
  const found = ROLE_EXCLUSIONS.find(({ roles: [a, b] }) => (a === one && b === other) || (a === other && b === one));
  return found ?? null;
}
