import { InvalidInputError } from '@nuan/errors';
import { fixedClock, isResidentId } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
import type { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Arg, Field, ObjectType, Query, Resolver } from 'type-graphql';

import { createApolloServer } from '../apollo';
import { createContext, type SubgraphContext } from '../context';
import { CostControl } from '../cost/cost-control';
import { DEFAULT_COST_LIMITS } from '../cost/cost-limits';
import { defineSubgraph } from '../definition';
import { buildSubgraphSchema } from '../schema';
import { findLeak } from './leak-scan';

const TODAY = '2026-11-25';
const ID = Array.from('0123456789X', (last) => `34990019900101123${last}`).find((number) =>
  isResidentId(number, TODAY),
) as string;

@ObjectType('Leaflet', { description: 'A leaflet (传单).' })
class Leaflet {
  @Field(() => [String], { description: 'Lines (行).' })
  readonly lines!: readonly string[];
}

@Resolver(() => Leaflet)
class LeafletResolver {
  @Query(() => [Leaflet], { description: 'Leaflets (传单).' })
  leaflets(@Arg('line', () => String, { description: 'A line (行).' }) line: string): Leaflet[] {
    return [Object.assign(new Leaflet(), { lines: ['公示名单', line] })];
  }

  @Query(() => String, { description: 'Fails (失败).' })
  failed(@Arg('line', () => String, { description: 'A line (行).' }) line: string): string {
    throw new InvalidInputError('line', 'LINE_FORM', `No such line: ${line}.`);
  }

  @Query(() => String, { description: 'Files something sensitive, and reveals nothing (登记).' })
  filed(@Arg('line', () => String, { description: 'A line (行).' }) line: string): string {
    return line;
  }

  @Query(() => String, { description: 'Reveals (查看).' })
  revealed(@Arg('line', () => String, { description: 'A line (行).' }) line: string): string {
    return line;
  }
}

const resolver = new LeafletResolver();
const leaflets = defineSubgraph({
  name: 'leaflets',
  title: 'Leaflets (传单)',
  defaultPort: 0,
  referenceVersion: 'test',
  database: { entities: [], migrations: [] },
  compose: () => ({ resolvers: [resolver], references: {} }),
});

describe('what leaves a subgraph', () => {
  const logged: string[] = [];
  let apollo: ApolloServer<SubgraphContext>;
  beforeAll(async () => {
    apollo = createApolloServer({
      schema: await buildSubgraphSchema(leaflets, leaflets.compose({} as never)),
      policy: {
        queries: {
          revealed: ['OWN_ACT', 'SENSITIVE', 'person:reveal'],
          filed: ['OWN_ACT', 'SENSITIVE', 'disbursement:file'],
        },
      },
      cost: new CostControl(DEFAULT_COST_LIMITS),
      refusals: null,
      acts: null,
      logger: createLogger({
        name: 'test',
        level: 'error',
        destination: { write: (line: string) => void logged.push(line) } as never,
      }),
    });
    await apollo.start();
  });
  afterAll(() => apollo.stop());

  async function answer(query: string, operationName?: string) {
    const viewer = { role: 'county', subject: 'x', credential: null } as unknown as SubgraphContext['viewer'];
    const contextValue = createContext(viewer, 'request-0001', fixedClock(new Date('2017-01-23T10:00:00Z')));
    const { body, http } = await apollo.executeOperation({ query, operationName }, { contextValue });
    return { text: JSON.stringify(body), status: http.status };
  }

  it('passes when it holds no personal number', async () => {
    expect((await answer('{ leaflets(line: "张*明") { lines } }')).text).toContain('张*明');
  });

  it('is withheld whole when a text holds an ID number, and the log tells the path and not the number', async () => {
    const { text, status } = await answer(
      `{ a: leaflets(line: "身份证 ${ID}") { lines } leaflets(line: "好") { lines } }`,
    );
    expect(status).toBe(500);
    expect(text).toContain('"INTERNAL"');
    expect(text).not.toContain(ID);
    expect(text).not.toContain('好');
    const line = logged.find((entry) => entry.includes('withheld'));
    expect(line).toContain('a.lines');
    expect(logged.join()).not.toContain(ID);
  });

  it('passes when the operation reveals it on purpose, under an alias and in a fragment too, and nothing else beside it', async () => {
    expect((await answer(`{ seen: revealed(line: "${ID}") }`)).text).toContain(ID);
    expect((await answer(`{ ...F } fragment F on Query { revealed(line: "${ID}") }`)).text).toContain(ID);
    const beside = await answer(`{ revealed(line: "${ID}") leaflets(line: "${ID}") { lines } }`);
    expect(beside.text).not.toContain(ID);
  });

  it('is withheld when an act on something sensitive, under no right to reveal, gives a number back', async () => {
    const { text, status } = await answer(`{ filed(line: "${ID}") }`);
    expect([status, text.includes(ID)]).toEqual([500, false]);
  });

  it('is withheld though another operation of the document would reveal something under the same key', async () => {
    const two = `query Asked { leaflets(line: "${ID}") { lines } } query Other { leaflets: revealed(line: "x") }`;
    const { text, status } = await answer(two, 'Asked');
    expect([status, text.includes(ID)]).toEqual([500, false]);
    expect(
      (
        await answer(
          `query Asked { seen: revealed(line: "${ID}") } query Other { leaflets(line: "x") { lines } }`,
          'Asked',
        )
      ).text,
    ).toContain(ID);
  });

  it('is withheld whole when a message of refusal holds an ID number, also beside what is revealed on purpose', async () => {
    for (const query of [`{ failed(line: "${ID}") }`, `{ revealed(line: "${ID}") failed(line: "${ID}") }`]) {
      const { text, status } = await answer(query);
      expect(status).toBe(500);
      expect(text).not.toContain(ID);
    }
    expect((await answer('{ failed(line: "7") }')).text).toContain('LINE_FORM');
  });

  it('is looked through to any depth', () => {
    expect(findLeak({ a: [{ b: { c: [null, 1, `x ${ID}`] } }] }, TODAY)).toEqual({
      kind: 'RESIDENT_ID',
      path: 'a.b.c',
    });
    expect(findLeak(null, TODAY)).toBeNull();
  });
});
