import { can, type Viewer } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';

import { type AccessClass, assertSeesRegions, classRight, isOfRegions } from './access-class';

/**
 * Who may not see a value can't ask about it either: a filter or a sort key tells it by which rows come.
 *
 * @param path the filter or sort key as the client wrote it.
 * @throws ForbiddenError naming the field when its class needs a right that the viewer lacks.
 */
export function assertMayAsk(viewer: Viewer, access: AccessClass | undefined, path: string): void {
  if (access !== undefined && isOfRegions(access)) assertSeesRegions(viewer);
  const right = access === undefined ? null : classRight(access);
  if (right && !can(viewer, right))
    throw new ForbiddenError(right, `You may not ask about ${path}, which you may not see.`, { field: path });
}
