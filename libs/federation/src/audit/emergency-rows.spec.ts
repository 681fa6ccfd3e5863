import type { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Acts, asViewer } from '@nuan/facts';
import { fixedClock, newId, systemClock } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
import { useTestDatabase, viewerWith } from '@nuan/testing';
import { Arg, Directive, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';

import { parcelDatabase } from '../../testing/parcel.database';
import { createApolloServer } from '../apollo';
import { createContext, GATEWAY_CALLER, type SubgraphContext } from '../context';
import { CostControl } from '../cost/cost-control';
import { DEFAULT_COST_LIMITS } from '../cost/cost-limits';
import { defineSubgraph } from '../definition';
import { reference, stub } from '../references';
import { buildSubgraphSchema } from '../schema';

@Directive('@key(fields: "id")')
@ObjectType('Parcel', { description: 'A parcel (包裹).' })
class Parcel {
  @Field(() => ID, { description: 'Id (编号).' })
  readonly id!: string;

  @Field(() => Int, { description: 'Weight (重量).' })
  readonly weight!: number;
}

@ObjectType('ParcelEdge', { description: 'A parcel in a list (包裹).' })
class ParcelEdge {
  @Field(() => Parcel, { description: 'The parcel (包裹).' })
  readonly node!: Parcel;

  @Field(() => String, { description: 'Cursor (游标).' })
  readonly cursor!: string;
}

@ObjectType('ParcelConnection', { description: 'Parcels (包裹).' })
class ParcelConnection {
  @Field(() => [Parcel], { description: 'The parcels (包裹).' })
  readonly nodes!: Parcel[];

  @Field(() => [ParcelEdge], { description: 'The parcels with cursors (包裹).' })
  readonly edges!: ParcelEdge[];

  @Field(() => Int, { description: 'How many (数).' })
  readonly totalCount!: number;
}

@Directive('@key(fields: "code")')
@ObjectType('Region', { description: 'A region (区域).' })
class Region {
  @Field(() => String, { description: 'Code (代码).' })
  readonly code!: string;
}

@Resolver(() => ParcelConnection)
class ParcelResolver {
  constructor(private readonly db: DataSource) {}

  @Query(() => ParcelConnection, { description: 'Parcels, the lightest first (包裹).' })
  async parcels(
    @Arg('first', () => Int, { description: 'How many (数).', defaultValue: 20 }) first: number,
  ): Promise<ParcelConnection> {
    const nodes = await this.db.query<Parcel[]>('select id, weight from parcel order by weight limit $1', [first]);
    return { nodes, edges: nodes.map((node) => ({ node, cursor: 'here' })), totalCount: nodes.length };
  }
}

@Resolver(() => Region)
class RegionResolver {
  constructor(private readonly db: DataSource) {}

  @FieldResolver(() => Int, { description: 'Parcels of the region (包裹数).' })
  async parcelCount(@Root() { code }: Region): Promise<number> {
    const sql = 'select count(*)::int as count from parcel where region_code = $1';
    return (await this.db.query<{ count: number }[]>(sql, [code]))[0]?.count ?? 0;
  }
}

const parcels = defineSubgraph({
  name: 'parcels',
  title: 'Parcels (包裹)',
  defaultPort: 0,
  referenceVersion: 'test',
  database: parcelDatabase,
  orphanedTypes: [Region],
  compose: ({ db }) => ({
    resolvers: [new ParcelResolver(db), new RegionResolver(db)],
    references: {
      Parcel: reference({
        keys: {
          id: (_viewer, ids: readonly string[]) =>
            db
              .query<Parcel[]>('select id, weight from parcel where id = any($1)', [ids])
              .then((rows) => ids.map((id) => rows.find((row) => row.id === id) ?? null)),
        },
      }),
      Region: stub(),
    },
  }),
});

describe('rows that are read in an emergency', () => {
  const db = useTestDatabase(parcelDatabase);
  const ids = [newId(), newId(), newId()];
  let apollo: ApolloServer<SubgraphContext>;
  let emergencyId = '';

  beforeAll(async () => {
    for (const [at, id] of ids.entries())
      await db.owner.query(`insert into parcel (id, region_code, status, weight) values ($1, '340103', 'PACKED', $2)`, [
        id,
        at + 1,
      ]);
    apollo = createApolloServer({
      schema: await buildSubgraphSchema(parcels, parcels.compose({ db: db.app } as never)),
      cost: new CostControl(DEFAULT_COST_LIMITS),
      refusals: null,
      acts: new Acts(db.app, systemClock),
      logger: createLogger({ name: 'test', level: 'silent' }),
    });
    await apollo.start();
  });
  afterAll(() => apollo.stop());
  beforeEach(() => {
    emergencyId = newId();
  });

  /** What an operation answers under an emergency access, or without one. */
  async function read(query: string, variables: Record<string, unknown> = {}, isEmergency = true): Promise<unknown> {
    const token = { tokenId: null, issuer: 'test', client: null, issuedAtS: 0, contract: null, rateClass: null };
    const plain = viewerWith({ role: 'county', read: ['340103'] });
    const viewer = isEmergency ? { ...plain, credential: { ...token, onBehalfOf: null, emergencyId } } : plain;
    const clock = fixedClock(new Date('2017-01-23T10:00:00Z'));
    const contextValue = createContext(viewer, 'request-0001', clock, GATEWAY_CALLER);
    const { body } = await asViewer(viewer, () => apollo.executeOperation({ query, variables }, { contextValue }));
    return body.kind === 'single' ? body.singleResult : null;
  }

  /** The acts on record under this access: kinds and ids beside those of the access itself, and the facts. */
  const recorded = (): Promise<object[]> =>
    db.owner.query(
      `select array_remove(subject_kinds, 'EmergencyAccess') as kinds, array_remove(subject_ids, $1::uuid) as ids, detail -> 'rows' as rows,
         detail -> 'regions' as regions from audit_entry where action = 'emergency.read' and $1::uuid = any(subject_ids) order by seq`,
      [emergencyId],
    );
  const met = (kinds: readonly string[], rows: readonly string[], regions: readonly string[] = []) => [
    { kinds: [...kinds], ids: expect.arrayContaining([...rows]), rows: rows.length, regions: [...regions] },
  ];

  it.each([
    ['of a list', '{ parcels(first: 2) { nodes { weight } } }', 2],
    ['of an edge', '{ parcels(first: 2) { edges { node { weight } } } }', 2],
    ['of which nothing but the type is asked', '{ parcels(first: 1) { nodes { __typename } } }', 1],
    [
      'under a fragment and an alias',
      '{ p: parcels(first: 3) { ...F } } fragment F on ParcelConnection { n: nodes { w: weight } }',
      3,
    ],
  ])('are on record by their ids %s, though no id was selected', async (_what, query, count) => {
    expect(JSON.stringify(await read(query))).not.toMatch(/[0-9a-f]{8}-/);
    expect(await recorded()).toEqual(met(['Parcel'], ids.slice(0, count)));
  });

  it('are on record where only the cursors of a list were asked for', async () => {
    await read('{ parcels(first: 2) { edges { cursor } } }');
    expect(await recorded()).toEqual(met(['ParcelConnection'], ids.slice(0, 2)));
  });

  it('are on record by their keys where another subgraph asks for them, and no other', async () => {
    const representations = ids.slice(0, 2).map((id) => ({ __typename: 'Parcel', id }));
    await read('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Parcel { weight } } }', {
      r: representations,
    });
    expect(await recorded()).toEqual(met(['Parcel'], ids.slice(0, 2)));
  });

  it('are on record by their regions where figures were read, which show no row', async () => {
    const representations = [{ __typename: 'Region', code: '340103' }];
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Region { parcelCount } } }';
    expect(await read(query, { r: representations })).toMatchObject({ data: { _entities: [{ parcelCount: 3 }] } });
    await read('{ parcels { totalCount } }');
    expect(await recorded()).toMatchObject([
      { ids: [], rows: 0, regions: ['340103'] },
      { ids: [], rows: 0, regions: [] },
    ]);
  });

  it('are answered as others are: the same values, refusals of what is malformed, and nothing on record without an emergency', async () => {
    const query = 'query ($n: Int!) { parcels(first: $n) { nodes { id weight } totalCount } }';
    const plain = await read(query, { n: 2 }, false);
    expect(await recorded()).toEqual([]);
    expect(await read(query, { n: 2 })).toEqual(plain);
    expect(JSON.stringify(await read(query, { n: 'two' }))).toContain('BAD_USER_INPUT');
  });
});
