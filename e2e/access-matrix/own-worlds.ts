import { buildSubgraphSchema, policyOfSchema } from '@nuan/federation';
import {
  createTestDatabase,
  regionsOfRows,
  ROW_REGIONS,
  rowsOfRegions,
  SchemaAsker,
  testCipher,
  testClock,
} from '@nuan/testing';

import { referenceParts, referenceSubgraph } from '../../apps/gateway/src/reference/reference.subgraph';
import { identitySubgraph } from '../../apps/identity/src/identity.subgraph';
import { literals } from './literals';
import { asAdministrator, type MatrixWorld } from './matrix-world';
import { SPECIMEN_VALUES } from './specimen-values';
import { actsAndWork } from './worlds/acts-and-work';

/** Identity with a row of everything, asked in the process: it takes no call of a gateway. */
export async function identityWorld(): Promise<MatrixWorld> {
  const database = await createTestDatabase(identitySubgraph.database);
  const { seeds, regions } = await asAdministrator(database.url, async (admin) => {
    const made = await rowsOfRegions(admin, Object.values(ROW_REGIONS), SPECIMEN_VALUES);
    await actsAndWork(admin, made);
    return { seeds: made, regions: await regionsOfRows(admin) };
  });
  const parts = identitySubgraph.compose({ db: database.app, clock: testClock, cipher: testCipher });
  const schema = await buildSubgraphSchema(identitySubgraph, parts);
  return {
    options: {
      schema,
      policy: policyOfSchema(schema),
      asker: new SchemaAsker(schema, testClock),
      literals,
      seeds: (region) => (region === ROW_REGIONS.city ? seeds[ROW_REGIONS.city] : seeds[ROW_REGIONS.county]),
      regions,
      askAnonymously: null,
    },
    isWithoutRows: true,
    end: () => database.drop(),
  };
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
    isWithoutRows: true,
    end: () => Promise.resolve(),
  };
}
