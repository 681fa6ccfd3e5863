import type { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { fixedClock, newId, systemClock } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
import { viewerWith } from '@nuan/testing';
import { Query, Resolver } from 'type-graphql';
import { DataSource } from 'typeorm';

import { createApolloServer } from '../apollo';
import { createContext, type SubgraphContext } from '../context';
import { CostControl } from '../cost/cost-control';
import { DEFAULT_COST_LIMITS } from '../cost/cost-limits';
import { defineSubgraph } from '../definition';
import { buildSubgraphSchema } from '../schema';

@Resolver()
class ShelterResolver {
  @Query(() => String, { description: 'A shelter (安置点).' })
  shelter(): string {
    return '安置点';
  }
}

const resolver = new ShelterResolver();
const shelters = defineSubgraph({
  name: 'shelters',
  title: 'Shelters (安置点)',
  defaultPort: 0,
  referenceVersion: 'test',
  database: { entities: [], migrations: [] },
  compose: () => ({ resolvers: [resolver], references: {} }),
});

describe('what is read in an emergency', () => {
  let apollo: ApolloServer<SubgraphContext>;
  beforeAll(async () => {
    // Nobody opened this connection, so nothing can be put on record.
    const acts = new Acts(new DataSource({ type: 'postgres' }), systemClock);
    apollo = createApolloServer({
      schema: await buildSubgraphSchema(shelters, shelters.compose({} as never)),
      cost: new CostControl(DEFAULT_COST_LIMITS),
      refusals: null,
      acts,
      logger: createLogger({ name: 'test', level: 'silent' }),
    });
    await apollo.start();
  });
  afterAll(() => apollo.stop());

  const answerUnder = async (emergencyId: string | null): Promise<string> => {
    const token = { tokenId: null, issuer: 'test', client: null, issuedAtS: 0, contract: null, rateClass: null };
    const viewer = { ...viewerWith(), credential: { ...token, onBehalfOf: null, emergencyId } };
    const contextValue = createContext(viewer, 'request-0001', fixedClock(new Date('2017-01-23T10:00:00Z')));
    return apollo.executeOperation({ query: '{ shelter }' }, { contextValue }).then(
      ({ body }) => JSON.stringify(body),
      (error: Error) => error.message,
    );
  };

  it('is not answered when it can’t be put on record, and plain reading is', async () => {
    expect(await answerUnder(newId())).not.toContain('安置点');
    expect(await answerUnder(null)).toContain('安置点');
  });
});
