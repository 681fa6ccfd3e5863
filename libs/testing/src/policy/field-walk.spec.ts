import { describe, expect, it } from '@jest/globals';
import { pageOf, policyOf, typeOf } from '@nuan/federation';
import { buildSchema, type GraphQLSchema } from 'graphql';

import { testClock } from '../subgraph-execution';
import { walkQuestions } from './asking-walk';
import { detailsByScope, differences, unreached, unrefused, walkFields, type WalkOptions } from './field-walk';
import { Asker } from './sightings';

/** A graph of one household and one visit that refuses nothing to anybody. */
function openGraph(): GraphQLSchema {
  const schema = buildSchema(`
    input BooleanFilter { isNull: Boolean }
    input HouseholdWhere { health: BooleanFilter not: HouseholdWhere }
    type Household { id: ID! health: String visits: [Visit!] }
    type Visit { id: ID! }
    type PageInfo { endCursor: String }
    type HouseholdEdge { cursor: String! node: Household! }
    type HouseholdConnection { nodes: [Household!]! edges: [HouseholdEdge!]! pageInfo: PageInfo! totalCount: Int! }
    type Query { households(where: HouseholdWhere): HouseholdConnection! household(id: ID!): Household }
  `);
  const household = { id: '1', health: 'GOOD', visits: [] };
  const page = { nodes: [household], edges: [{ cursor: 'a', node: household }], pageInfo: {}, totalCount: 1 };
  const fields = schema.getQueryType()?.getFields() ?? {};
  for (const field of Object.values(fields)) field.resolve = () => (field.name === 'household' ? household : page);
  return schema;
}

const schema = openGraph();
const options: WalkOptions = {
  schema,
  asker: new Asker(schema, testClock),
  literals: {},
  seeds: new Map([['Household', '1']]),
  policy: policyOf({
    types: {
      Household: typeOf('CASE', 'household:read', {
        id: 'CASE INTERNAL',
        health: 'HEALTH SENSITIVE',
        visits: 'CASE PERSONAL',
      }),
      Visit: typeOf('CASE', 'household:read', { id: 'CASE INTERNAL' }),
      PageInfo: typeOf('STRUCTURE', null, { endCursor: 'STRUCTURE INTERNAL' }),
      ...pageOf('Household', 'CASE', 'household:read'),
    },
    queries: {
      households: ['CASE', 'PERSONAL', 'household:read'],
      household: ['CASE', 'PERSONAL', 'household:read'],
    },
  }),
};

describe('the walk over a graph that refuses nothing', () => {
  it('names every role that sees what it is not to, the field and the way', async () => {
    const found = differences(await walkFields(options), options);
    expect(found).toContain('province sees Household.health by household → Household and is not to');
    expect(found).toContain('cashier sees Household.health by household → Household and is not to');
    expect(found).toContain('analyst sees Query.households by households → Household and is not to');
    expect(found.filter((line) => line.startsWith('county'))).toEqual([]);
  });

  it('names what a role was not refused, and a partner department with every scope', async () => {
    const walk = await walkFields(options);
    expect(unrefused(walk, options)).toContain('province was not refused Household.health');
    expect(detailsByScope(walk, options)).toEqual([
      'a partner department sees Household.health by household → Household',
    ]);
  });

  it('names the type of which it met no row', async () => {
    expect(unreached(await walkFields(options), options)).toEqual(['PageInfo', 'Visit']);
  });

  it('names the filter by which a role asks about what it may not see', async () => {
    expect(await walkQuestions(options)).toContain('province asks households by where_health and is not to');
  });
});
