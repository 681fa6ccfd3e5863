import { buildSubgraphSchema, policyOfSchema } from '@nuan/federation';
import { createTestDatabase, RELATIONS, ROW_REGIONS, rowsOfRegions, SchemaAsker, testClock } from '@nuan/testing';

import { referenceParts, referenceSubgraph } from '../../apps/gateway/src/reference/reference.subgraph';
import { identitySubgraph } from '../../apps/identity/src/identity.subgraph';
import { literals } from './literals';
import { asAdministrator, type MatrixWorld, servedWorld } from './matrix-world';
import { SPECIMEN_VALUES } from './specimen-values';
import { actsAndWork } from './worlds/acts-and-work';

/** Identity, without the routes by which it gives tokens, over a row of everything in each region that its lists are read in. */
export async function identityWorld(): Promise<MatrixWorld> {
  const database = await createTestDatabase(identitySubgraph.database);
  const seeds = await asAdministrator(database.url, async (admin) => {
    const made = await rowsOfRegions(
      admin,
      [...new Set(Object.values({ ...RELATIONS, ...ROW_REGIONS }))],
      SPECIMEN_VALUES,
    );
    const asked = { [ROW_REGIONS.county]: made[ROW_REGIONS.county], [ROW_REGIONS.city]: made[ROW_REGIONS.city] };
    await actsAndWork(admin, asked);
    return asked;
  });
  const { compose } = identitySubgraph;
  const define = (): typeof identitySubgraph => ({
    ...identitySubgraph,
    compose: (dependencies) => ({ ...compose(dependencies), routes: undefined }),
  });
  return servedWorld('identity', { database, seeds, define });
}

/** The gateway's own part of the graph, which it answers in the process for whom it has verified. */
export async function gatewayWorld(): Promise<MatrixWorld> {
  const schema = await buildSubgraphSchema(referenceSubgraph, referenceParts());
  return {
    options: {
      schema,
      policy: policyOfSchema(schema),
      asker: new SchemaAsker(schema, testClock),
      literals,
      seeds: () => new Map(),
      regions: new Map(),
      askAnonymously: null,
    },
    end: () => Promise.resolve(),
  };
}
