import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  createVerifier,
  type DevelopmentTokenOptions,
  issueDevelopmentToken,
  loadOrCreateDevelopmentKey,
  SIGNATURE_HEADER,
  signGatewayCall,
} from '@nuan/auth';
import { fixedClock } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { type GraphQLSchema, printSchema } from 'graphql';
import { Arg, Directive, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';

import { createApolloServer } from '../apollo';
import { CostControl } from '../cost/cost-control';
import { defineSubgraph, type SubgraphDefinition } from '../definition';
import { typeOf } from '../policy/policy';
import { buildSubgraphSchema, contractsOfSchema, subgraphSdl } from '../schema';
import { createHttpServer } from '../server';
import { mutationResult } from '../write/outcomes';
import type { Contract } from './contract';

@ObjectType('Keeper', { description: 'Who keeps a tree (看护人).' })
class Keeper {
  @Field(() => ID, { description: 'Id (编号).' })
  readonly id = 'keeper';
}

@Directive('@key(fields: "id")')
@ObjectType('Pear', { description: 'A pear tree (梨树).' })
class Pear {
  @Field(() => ID, { description: 'Id (编号).' })
  readonly id = '1';

  @Field(() => Int, { description: 'How high (高).' })
  readonly height = 3;

  @Field(() => String, { nullable: true, description: 'Owner’s name (主人).' })
  readonly owner = 'nobody';

  @Field(() => Keeper, { description: 'Keeper (看护人).' })
  readonly keeper = new Keeper();
}

@InputType('PlantPearInput', { description: 'What to plant (种).' })
class PlantPearInput {
  @Field(() => Int, { description: 'How high (高).' })
  readonly height!: number;
}

const PlantPearResult = mutationResult('PlantPearResult', 'What came of planting (结果).', () => [Pear]);

@Resolver(() => Pear)
class PearResolver {
  @Query(() => [Pear], { description: 'Pears (梨树).' })
  pears(@Arg('first', () => Int, { defaultValue: 20, description: 'How many (数).' }) first: number): Pear[] {
    return Array.from({ length: Math.min(first, 2) }, () => new Pear());
  }

  @Query(() => [Keeper], { description: 'Keepers (看护人).' })
  keepers(): Keeper[] {
    return [new Keeper()];
  }

  @Mutation(() => PlantPearResult, { description: 'Plants (种).' })
  plantPear(@Arg('input', () => PlantPearInput, { description: 'What (种).' }) _input: PlantPearInput): Pear {
    return new Pear();
  }
}

const SECRET = 'gateway-secret-0003';
const CASE = 'CASE INTERNAL';
const resolver = new PearResolver();
const orchardWith = (...contracts: readonly Contract[]): SubgraphDefinition =>
  defineSubgraph({
    name: 'orchard',
    title: 'Orchard (果园)',
    defaultPort: 0,
    referenceVersion: 'test',
    database: { entities: [], migrations: [] },
    contracts,
    policy: {
      types: {
        Pear: typeOf('CASE', 'station:read', { id: CASE, height: CASE, owner: 'NAME PERSONAL', keeper: CASE }),
        Keeper: typeOf('CASE', 'honour:read', { id: CASE }),
      },
      queries: { pears: ['CASE', 'INTERNAL', 'station:read'], keepers: ['CASE', 'INTERNAL', 'honour:read'] },
      mutations: { plantPear: ['OWN_ACT', 'INTERNAL', 'station:write'] },
    },
    compose: () => ({ resolvers: [resolver], references: {} }),
  });

const FORESTRY: Contract = {
  name: 'forestry',
  title: 'Pears (林业)',
  departments: ['林业'],
  scopes: ['station:read', 'station:write'],
  queries: ['pears'],
  mutations: ['plantPear'],
  types: { Pear: 'id height' },
};
const KEEPING: Contract = {
  ...{ name: 'keeping', title: 'Keepers (看护)', departments: [], scopes: ['honour:read'] as const },
  ...{ queries: ['keepers'], mutations: [], types: { Keeper: 'id' } },
};

const build = (...contracts: readonly Contract[]): Promise<GraphQLSchema> => {
  const definition = orchardWith(...contracts);
  return buildSubgraphSchema(definition, definition.compose({} as never));
};

describe('a contract', () => {
  it('is a part of the schema: its fields and what they take, without the federation’s machinery', async () => {
    const part = contractsOfSchema(await build(FORESTRY)).get('forestry') as GraphQLSchema;
    const types = Object.keys(part.getTypeMap()).filter((name) => !name.startsWith('__'));
    expect(types.sort()).toEqual(
      [
        ...['Boolean', 'ID', 'Int', 'Mutation', 'OutcomeFact', 'Pear', 'PlantPearInput', 'PlantPearResult', 'Query'],
        ...['RuleBroken', 'String', 'TransitionRefused', 'VersionConflict'],
      ].sort(),
    );
    const sdl = printSchema(part);
    for (const unknown of ['owner', 'keeper', '_service', '@key', '@tag']) expect(sdl).not.toContain(unknown);
  });

  it('is known to composition by a tag on each of its fields, and on no other', async () => {
    const sdl = subgraphSdl(await build(FORESTRY, { ...KEEPING, name: 'other' }));
    expect(sdl).toMatch(/height: Int! @tag\(name: "forestry"\)\n/);
    expect(sdl).toMatch(/owner: String\n/);
    expect(sdl).toMatch(/keepers: \[Keeper!\]! @tag\(name: "other"\)\n/);
  });

  it.each([
    [
      'a field whose type is not in it',
      { types: { Pear: 'id keeper' } },
      'Pear.keeper leads to Keeper, which is not in the contract',
    ],
    ['a field that does not exist', { types: { Pear: 'id weight' } }, 'Pear.weight is no field of the schema'],
    [
      'a type that nothing leads to',
      { types: { Pear: 'id', Keeper: 'id' } },
      'Keeper has lines, and nothing in the contract leads to it',
    ],
    ['what tells of a person', { types: { Pear: 'id owner' } }, 'Pear.owner tells of a person (NAME)'],
    [
      'a root field whose right it does not grant',
      { scopes: ['station:read'] as const },
      'Mutation.plantPear needs station:write, which the contract does not grant',
    ],
    [
      'a type whose right it does not grant',
      { types: { Pear: 'id keeper', Keeper: 'id' } },
      'Keeper needs honour:read, which the contract does not grant',
    ],
    [
      'a right that no scope may give',
      { scopes: ['station:read', 'station:write', 'name:read'] as const },
      'name:read is a right that no scope gives',
    ],
  ])('with %s is not built', async (_what, change, problem) => {
    await expect(build({ ...FORESTRY, ...change })).rejects.toThrow(problem);
  });
});

describe('a caller under a contract', () => {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-orchard-'));
  const { privateJwk, jwks } = loadOrCreateDevelopmentKey(dir);
  const issued = { issuer: 'nuan-test', audience: 'nuan' };
  let app: FastifyInstance;
  let production: FastifyInstance;

  beforeAll(async () => {
    const schema = await build(FORESTRY, KEEPING);
    const cost = new CostControl({ maxCost: 1_000, perMinute: 10_000, partnerPerMinute: 400 });
    const serverOf = async (part: GraphQLSchema) => {
      const logger = createLogger({ name: 'test', level: 'silent' });
      const apollo = createApolloServer({ schema: part, cost, refusals: null, acts: null, logger });
      await apollo.start();
      return apollo;
    };
    const parts = contractsOfSchema(schema);
    const contracts = await Promise.all(
      [FORESTRY, KEEPING].map(async (contract) => ({
        contract,
        apollo: await serverOf(parts.get(contract.name) as GraphQLSchema),
      })),
    );
    const whole = await serverOf(schema);
    const options = {
      refusals: null,
      ...{ name: 'orchard', apollo: whole, contracts, cost, documents: null },
      verifier: createVerifier({ issuers: [{ jwks, ...issued, isOwn: true }], clockToleranceS: 30 }),
      clock: fixedClock(new Date('2017-01-23T10:00:00Z')),
      ...{ referenceVersion: 'test', gatewaySecret: SECRET, introspection: ['province'] as const, graphiqlDir: null },
      ...{ metrics: async () => '', ready: async () => undefined },
    };
    app = await createHttpServer({ ...options, partnersNeedContract: false });
    production = await createHttpServer({ ...options, partnersNeedContract: true });
  });
  afterAll(async () => {
    await Promise.all([app.close(), production.close()]);
    rmSync(dir, { recursive: true });
  });

  const ask = async (query: string, as: Partial<DevelopmentTokenOptions>, isSigned = false, at = app) => {
    const token = await issueDevelopmentToken({
      ...{
        role: 'partner',
        region: '340000',
        privateJwk,
        ...issued,
        ttlS: 60,
        scopes: ['station:read', 'honour:read'],
      },
      ...as,
    });
    const payload = JSON.stringify({ query });
    const requestId = 'orchard-request-1';
    const signature = {
      'x-request-id': requestId,
      [SIGNATURE_HEADER]: signGatewayCall(SECRET, { subgraph: 'orchard', requestId, body: payload }),
    };
    const headers = {
      ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(isSigned && signature),
    };
    const response = await at.inject({ method: 'POST', url: '/graphql', headers, payload });
    const { data, errors, extensions } = response.json();
    const [error] = errors ?? [];
    return {
      status: response.statusCode,
      data,
      code: error?.extensions.code,
      message: error?.message,
      remaining: extensions?.cost?.remaining,
    };
  };
  const forester = (subject: string) => ({ contract: 'forestry', subject }) as const;

  it('is answered within it, and for what is outside is told the same as for what does not exist', async () => {
    expect((await ask('{ pears { id height } }', forester('a'))).data.pears).toHaveLength(2);
    const outside = [
      '{ pears { owner } }',
      '{ keepers { id } }',
      '{ _service { sdl } }',
      '{ pears { keeper { id } } }',
    ];
    for (const query of outside) {
      const [field = ''] = /owner|keepers|_service|keeper/.exec(query) ?? [];
      const { code, message } = await ask(query, forester('a'));
      expect(code).toBe('GRAPHQL_VALIDATION_FAILED');
      const invented = await ask(query.replace(field, 'invented'), forester('a'));
      expect(invented.message).toBe(message.replace(`"${field}"`, '"invented"'));
      expect(message).not.toContain('Did you mean');
    }
  });

  it('is told the same of an act under a contract that has none, and of a subscription, which nobody has', async () => {
    const keeper = { contract: 'keeping', subject: 'keeper' } as const;
    const invented = await ask('mutation { invented }', forester('a'));
    for (const [query, as] of [
      ['mutation { plantPear(input: { height: 1 }) { __typename } }', keeper],
      ['mutation { invented }', keeper],
      ['mutation { ... { invented } }', keeper],
      ['subscription { invented }', keeper],
      ['subscription { invented }', forester('a')],
      ['subscription { invented }', { role: 'province' }],
    ] as const)
      expect(await ask(query, as)).toMatchObject({ status: 200, code: 'GRAPHQL_VALIDATION_FAILED', data: undefined });
    expect((await ask('mutation { invented }', keeper)).message).toBe(invented.message);
  });

  it('shares no document with others, whoever asked first', async () => {
    const query = '{ keepers { id } }';
    for (let n = 0; n < 2; n += 1) {
      expect((await ask(query, { subject: 'free' })).data).toEqual({ keepers: [{ id: 'keeper' }] });
      expect((await ask(query, forester('a'))).code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect((await ask(query, { contract: 'keeping', subject: 'k' })).data).toEqual({ keepers: [{ id: 'keeper' }] });
    }
  });

  it('sees the schema of the contract alone, and only with the right to it', async () => {
    const query = '{ __schema { types { name } queryType { fields { name } } directives { name } } }';
    expect((await ask(query, forester('a'))).code).toBe('INTROSPECTION_DISABLED');
    const scopes = ['station:read', 'schema:read', 'entities:read'];
    const { data } = await ask(query, { ...forester('a'), scopes });
    const names = data.__schema.types.map(({ name }: { name: string }) => name);
    expect(names).toContain('Pear');
    for (const hidden of ['Keeper', '_Service', '_Entity', '_Any']) expect(names).not.toContain(hidden);
    expect(data.__schema.queryType.fields).toEqual([{ name: 'pears' }]);
    expect(data.__schema.directives.map(({ name }: { name: string }) => name)).not.toContain('key');
    for (const machinery of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])
      expect((await ask(machinery, { ...forester('a'), scopes })).code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('is held to it by its department too, and to the one that its token names before that', async () => {
    expect((await ask('{ keepers { id } }', { department: '林业' })).code).toBe('GRAPHQL_VALIDATION_FAILED');
    const named = await ask('{ keepers { id } }', { department: '林业', contract: 'keeping' });
    expect(named.data).toEqual({ keepers: [{ id: 'keeper' }] });
  });

  it('is refused with a contract that other departments are bound to', async () => {
    const poacher = { contract: 'forestry', department: '水利' } as const;
    expect(await ask('{ pears { id } }', poacher)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect((await ask('{ pears { id } }', { ...poacher, department: '林业' })).data.pears).toHaveLength(2);
  });

  it('is held to it behind the gateway’s signature too, by its token and by its department', async () => {
    const whole = ['{ keepers { id } }', '{ pears { owner } }', '{ _entities(representations: []) { __typename } }'];
    for (const as of [forester('signed'), { department: '林业', subject: 'signed' }]) {
      for (const query of whole) expect((await ask(query, as, true)).code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect((await ask('{ pears { id height } }', as, true)).data.pears).toHaveLength(2);
    }
    const unbound = { department: '水利', subject: 'signed' };
    expect((await ask('{ keepers { id } }', unbound, true)).data).toEqual({ keepers: [{ id: 'keeper' }] });
  });

  it('is let in under a contract alone in production, whichever way it comes, and our own services without one', async () => {
    const paths = ['{ pears { id } }', '{ __schema { queryType { name } } }', '{ _service { sdl } }'];
    const bare = { scopes: ['station:read', 'schema:read', 'entities:read'] } as const;
    for (const isSigned of [false, true])
      for (const query of paths)
        for (const as of [bare, { ...bare, department: '水利' }, { ...bare, subgraph: 'orchard' }])
          expect(await ask(query, as, isSigned, production)).toMatchObject({
            ...{ status: 401, code: 'UNAUTHENTICATED', message: 'A valid access token is required.', data: undefined },
          });
    const held = [
      forester('held'),
      { department: '林业' },
      { ...bare, department: 'nuan' },
      { ...bare, isService: true },
      { role: 'province' } as const,
    ];
    for (const as of held) expect((await ask('{ pears { id } }', as, false, production)).data.pears).toHaveLength(2);
    expect((await ask('{ pears { id } }', bare)).data.pears).toHaveLength(2);
  });

  it('still needs the right that a field asks for', async () => {
    expect((await ask('{ pears { id } }', { ...forester('a'), scopes: ['honour:read'] })).code).toBe('FORBIDDEN');
  });

  it('is refused with a contract that there is not here, in any role', async () => {
    for (const role of ['partner', 'province'] as const)
      expect(await ask('{ __typename }', { role, contract: 'hunting' })).toMatchObject({
        ...{ status: 401, code: 'UNAUTHENTICATED' },
      });
  });

  it('has the allowance of its class, which is a partner’s and not an officer’s', async () => {
    const remaining = async (subject: string, rateClass?: string) => {
      const as = { ...forester(subject), ...(rateClass && { rateClass }) };
      return (await ask('{ pears(first: 10) { id } }', as)).remaining;
    };
    expect(await remaining('usual')).toBe(390);
    expect(await remaining('usual-by-name', 'STANDARD')).toBe(390);
    expect(await remaining('low', 'LOW')).toBe(90);
    expect(await remaining('high', 'HIGH')).toBe(9_990);
    const officer = await ask('{ pears(first: 10) { id } }', { role: 'province', subject: 'p', scopes: [] });
    expect(officer.remaining).toBe(9_990);
  });
});
