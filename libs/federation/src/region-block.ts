import { type Action, assertRegion } from '@nuan/auth';

import type { Batch, SubgraphContext } from './context';

/**
 * The aggregate block that a subgraph hangs on a region: null with FORBIDDEN at the block's own path when the viewer does
 * not cover the region, else read together with the blocks of all other regions of the request.
 *
 * @throws ForbiddenError when the viewer lacks the right or the region.
 */
export async function regionBlock<V, A = undefined>(
  context: SubgraphContext,
  regionCode: string,
  action: Action,
  batch: Batch<string, V, A>,
  args?: A,
): Promise<V> {
  assertRegion(context.viewer, regionCode, action);
  return context.load(batch, regionCode, args as A);
}
