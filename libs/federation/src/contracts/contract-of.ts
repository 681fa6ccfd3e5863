import { SERVICE_DEPARTMENT, type Viewer } from '@nuan/auth';
import { UnauthenticatedError } from '@nuan/errors';
import { departmentOf } from '@nuan/facts';

import type { Contract } from './contract';

/**
 * The contract that a caller is held to: the one that its token names, else the one that its department is bound to; null for
 * everybody else.
 *
 * @throws UnauthenticatedError when the token names a contract that this subgraph has not, or one of other departments.
 */
export function contractOfViewer(viewer: Viewer, contracts: readonly Contract[]): string | null {
  const named = viewer.credential?.contract ?? null;
  const department = departmentOf(viewer);
  if (named !== null) {
    const contract = contracts.find(({ name }) => name === named);
    if (!contract)
      throw new UnauthenticatedError(undefined, { cause: 'the contract of the token is none of this subgraph' });
    const isOfOthers = contract.departments.length > 0 && !contract.departments.includes(department ?? '');
    if (isOfOthers && department !== null)
      throw new UnauthenticatedError(undefined, { cause: 'the contract of the token is of another department' });
    return named;
  }
  if (viewer.role !== 'partner' || department === null) return null;
  return contracts.find(({ departments }) => departments.includes(department))?.name ?? null;
}

/**
 * Refuses a partner department (协作部门) that no contract holds: otherwise whoever issues its tokens would say by their scopes alone what
 * it reaches. Services of ours have none: those that identity says are some, and the followers of feeds, as {@link SERVICE_DEPARTMENT}.
 *
 * @throws UnauthenticatedError when `contract`, which the caller is held to, is null and it is such a department.
 */
export function assertUnderContract({ role, department, credential }: Viewer, contract: string | null): void {
  const isOurs = department === SERVICE_DEPARTMENT || credential?.isService === true;
  if (role === 'partner' && contract === null && !isOurs)
    throw new UnauthenticatedError(undefined, { cause: 'a partner department that no contract holds' });
}
