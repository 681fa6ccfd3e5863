import { defineSubgraph, type SubgraphParts } from '@nuan/federation';
import { REFERENCE_VERSION, regionQueries, regionReference } from '@nuan/regions';

import { CallerResolver } from './caller.resolver';
import { referencePolicy } from './reference.policy';
import { Region } from './region.reference';

/** What the reference part is made of: needs no database and no network, only the list of divisions and the token. */
export function referenceParts(): SubgraphParts {
  return {
    resolvers: [regionQueries(Region), new CallerResolver()],
    references: { Region: regionReference(Region) },
  };
}

/**
 * The gateway's own part of the supergraph: the region lists, the core fields of `Region`, and `me`. It answers in process, so
 * that a dead subgraph costs its own blocks and never the names of the regions.
 */
export const referenceSubgraph = defineSubgraph({
  name: 'reference',
  title: 'Reference data and the caller (基础数据)',
  defaultPort: 4000,
  referenceVersion: REFERENCE_VERSION,
  database: { entities: [], migrations: [] },
  orphanedTypes: [Region],
  policy: referencePolicy,
  compose: referenceParts,
});
