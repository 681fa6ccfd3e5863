import type { Viewer } from '@nuan/auth';
import { UnauthenticatedError } from '@nuan/errors';
import { departmentOf } from '@nuan/facts';

import type { Contract } from './contract';

/**
 * The contract that a caller is held to: the one that its token names, else the one that its department is bound to; null for
 * everybody else.
 *
 * @throws UnauthenticatedError when the token names a contract that this subgraph has not.
 */
export function contractOfViewer(viewer: Viewer, contracts: readonly Contract[]): string | null {
  const named = viewer.credential?.contract ?? null;
  if (named !== null) {
    if (!contracts.some(({ name }) => name === named))
      throw new UnauthenticatedError(undefined, { cause: 'the contract of the token is none of this subgraph' });
    return named;
  }
  const department = departmentOf(viewer);
  if (viewer.role !== 'partner' || department === null) return null;
  return contracts.find(({ departments }) => departments.includes(department))?.name ?? null;
}
