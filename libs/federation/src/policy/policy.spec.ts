import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { fixedClock } from '@nuan/kernel';
import { graphql, type GraphQLSchema, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';

import { createContext } from '../context';
import { defineSubgraph } from '../definition';
import { buildSubgraphSchema } from '../schema';
import { type Policy, policyOf, typeOf } from './policy';

@ObjectType({ description: 'Lamps of a county.' })
class Tally {
  @Field(() => Int, { description: 'How many.' })
  readonly lamps: number = 7;
}

@ObjectType({ description: 'A lamp.' })
class Lamp {
  @Field(() => ID, { description: 'Its id.' })
  readonly id: string = '1';

  @Field(() => Int, { nullable: true, description: 'What its owner earns.' })
  readonly income: number = 5;

  @Field(() => Tally, { nullable: true, description: 'Lamps of its county.' })
  readonly around: Tally = new Tally();

  @Field(() => Lamp, { nullable: true, description: 'The next lamp.' })
  get next(): Lamp {
    return this;
  }
}

let lit = 0;

@Resolver()
class LampResolver {
  @Query(() => Lamp, { description: 'The lamp.' })
  lamp(): Lamp {
    return new Lamp();
  }

  @Query(() => Int, { description: 'Lamps of the province.' })
  lamps(): number {
    return 70;
  }

  @Mutation(() => Int, { description: 'Lights it.' })
  light(): number {
    return (lit += 1);
  }
}

const complete: Partial<Policy> = {
  types: {
    Lamp: typeOf('CASE', 'household:read', {
      id: 'CASE INTERNAL',
      income: 'INCOME SENSITIVE',
      around: 'AGGREGATE INTERNAL',
      next: 'CASE INTERNAL',
    }),
    Tally: typeOf('AGGREGATE', 'region:aggregate', { lamps: 'AGGREGATE INTERNAL' }),
  },
  queries: {
    lamp: ['CASE', 'PERSONAL', 'household:read'],
    lamps: ['AGGREGATE', 'INTERNAL', 'region:aggregate'],
  },
  mutations: { light: ['OWN_ACT', 'INTERNAL', 'filing:write', 'household:write'] },
};

const build = (policy: Partial<Policy>): Promise<GraphQLSchema> =>
  buildSubgraphSchema(
    defineSubgraph({
      name: 'lamps',
      title: 'Lamps',
      defaultPort: 0,
      referenceVersion: 'none',
      database: { entities: [], migrations: [] },
      policy,
      compose: () => ({ resolvers: [], references: {} }),
    }),
    { resolvers: [new LampResolver()], references: {} },
  );

const viewer = (role: Viewer['role'], scopes: readonly string[] = []): Viewer =>
  ({ subject: 's', role, scopes, readPrefixes: ['34'], writePrefixes: ['34'] }) as unknown as Viewer;
const contextOf = (role: Viewer['role'], scopes?: readonly string[]) =>
  createContext(viewer(role, scopes), 'r', fixedClock(new Date(0)));
const ask = async (role: Viewer['role'], source: string, scopes?: readonly string[]) =>
  graphql({ schema: await build(complete), source, contextValue: contextOf(role, scopes) });

/** The same value by every way that a document has to name it. */
const WAYS = `query($yes: Boolean = true) {
  lamp { income again: income ... on Lamp { viaInline: income } ...F next { income @include(if: $yes) } }
} fragment F on Lamp { viaFragment: income }`;

describe('a policy', () => {
  it('shows a value to who holds the right of its class, and the row to who holds that of the row', async () => {
    const { data, errors } = await ask('county', WAYS);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      lamp: { income: 5, again: 5, viaInline: 5, viaFragment: 5, next: { income: 5 } },
    });
  });

  it('refuses it by alias, fragment, nesting and directive alike, each at its own path', async () => {
    const { data, errors } = await ask('cashier', WAYS);
    expect(data).toEqual({
      lamp: { income: null, again: null, viaInline: null, viaFragment: null, next: { income: null } },
    });
    expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual([
      'lamp.again',
      'lamp.income',
      'lamp.next.income',
      'lamp.viaFragment',
      'lamp.viaInline',
    ]);
  });

  it('holds in compiled operations too', async () => {
    const compiled = compileQuery(await build(complete), parse('{ lamp { id income } }'));
    if (!isCompiledQuery(compiled)) throw new TypeError('not compiled');
    const run = (role: Viewer['role']) => compiled.query(undefined, contextOf(role), {});
    expect(await run('maker')).toEqual({ data: { lamp: { id: '1', income: 5 } } });
    const { data, errors } = await run('cashier');
    expect(data).toEqual({ lamp: { id: '1', income: null } });
    expect(errors?.[0]).toMatchObject({ path: ['lamp', 'income'], originalError: { code: 'FORBIDDEN' } });
  });

  it('refuses a root field to who holds none of its rights, before its resolver runs', async () => {
    const before = lit;
    for (const role of ['checker', 'province', 'admin', 'analyst'] as const)
      expect((await ask(role, 'mutation { light }')).errors).toHaveLength(1);
    expect(lit).toBe(before);
    expect((await ask('maker', 'mutation { light }')).errors).toBeUndefined();
    expect(lit).toBe(before + 1);
  });

  it('gives a partner department no detail of a person, whatever its scopes name', async () => {
    const { data } = await ask('partner', '{ lamp { id income } }', ['household:read', 'income:read']);
    expect(data).toEqual({ lamp: { id: '1', income: null } });
  });

  it('refuses what is told of whole regions to who is bounded by unions, at its own path, and shows it the rest', async () => {
    const source = '{ lamps lamp { id around { lamps } next { around { lamps } } } }';
    const whole = { lamps: 70, lamp: { id: '1', around: { lamps: 7 }, next: { around: { lamps: 7 } } } };
    expect((await ask('maker', source)).data).toEqual(whole);
    const bounded = { ...viewer('maker'), readUnions: [] };
    const contextValue = createContext(bounded, 'r', fixedClock(new Date(0)));
    const { data, errors } = await graphql({
      schema: await build(complete),
      source: source.slice(0, 2) + source.slice(8),
      contextValue,
    });
    expect(data).toEqual({ lamp: { id: '1', around: null, next: { around: null } } });
    expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual(['lamp.around', 'lamp.next.around']);
    const root = await graphql({ schema: await build(complete), source: '{ lamps }', contextValue });
    expect(root.errors?.[0]?.originalError).toMatchObject({ code: 'FORBIDDEN' });
  });

  const types = complete.types ?? {};
  it.each<[string, Partial<Policy>, string]>([
    [
      'a field without a line',
      {
        ...complete,
        types: {
          ...types,
          Lamp: typeOf('CASE', null, { id: 'CASE INTERNAL', around: 'AGGREGATE INTERNAL', next: 'CASE INTERNAL' }),
        },
      },
      'Lamp.income has no line',
    ],
    ['a type without lines', { ...complete, types: {} }, 'Lamp has no lines: id, income, around, next'],
    ['a query without a line', { ...complete, queries: {} }, 'Query.lamp has no line'],
    [
      'figures under a value of another class',
      {
        ...complete,
        types: {
          ...types,
          Lamp: typeOf('CASE', 'household:read', {
            ...{ id: 'CASE INTERNAL', income: 'INCOME SENSITIVE', around: 'CASE INTERNAL', next: 'CASE INTERNAL' },
          }),
        },
      },
      'Lamp.around leads to what is told of whole regions',
    ],
    ['a mutation without a line', { ...complete, mutations: {} }, 'Mutation.light has no line'],
    [
      'a line without a field',
      policyOf(complete, { types: { Lamp: typeOf('CASE', null, { oil: 'CASE INTERNAL' }) } }),
      'Lamp.oil has a line and is no field',
    ],
    [
      'lines of no type',
      { ...complete, types: { ...types, Torch: typeOf('CASE', null, {}) } },
      'Torch has lines and is no type',
    ],
    [
      'a value that may be refused and not be null',
      {
        ...complete,
        types: {
          Lamp: typeOf('CASE', 'household:read', {
            id: 'HEALTH SENSITIVE',
            income: 'INCOME SENSITIVE',
            around: 'AGGREGATE INTERNAL',
            next: 'CASE INTERNAL',
          }),
        },
      },
      'Lamp.id may be refused (health:read) and must be nullable',
    ],
  ])('stops the build for %s', async (_what, policy, message) => {
    await expect(build(policy)).rejects.toThrow(message);
  });

  it('stops for two lines of one field', () => {
    expect(() => policyOf(complete, complete)).toThrow('two lines for Lamp.id');
  });
});
