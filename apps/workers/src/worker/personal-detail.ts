import type { Role, Viewer } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';

/** What is more private than the file itself: the masked ID number and phone, the masked account, the state of health. */
export type PersonalDetail = 'identity' | 'account' | 'health';

/**
 * Who sees what, masked where it has a mask. Officers who handle the case do; province officers, who see causes, incomes and file
 * numbers, never do; a cashier needs the account and nothing else; partner departments match without seeing.
 */
const ROLES: Readonly<Record<PersonalDetail, readonly Role[]>> = {
  identity: ['city', 'county', 'maker', 'checker', 'auditor'],
  account: ['city', 'county', 'maker', 'checker', 'cashier', 'auditor'],
  health: ['city', 'county', 'maker', 'checker', 'auditor'],
};

/** Whether the viewer may see a detail of the persons in its regions. */
export function maySee(viewer: Viewer, detail: PersonalDetail): boolean {
  return ROLES[detail].includes(viewer.role);
}

/**
 * Asserts that the viewer may see a detail.
 *
 * @throws ForbiddenError when its role doesn't.
 */
export function assertMaySee(viewer: Viewer, detail: PersonalDetail): void {
  if (!maySee(viewer, detail))
    throw new ForbiddenError(`${detail}:read`, 'Your role does not see this detail of a person.');
}
