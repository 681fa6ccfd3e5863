import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';

import { compileAnswerCost } from './actual-cost';
import { compileCost, PRICES, type Variables } from './cost-model';

const schema = buildSchema(`
  type Query { household(id: ID!): Household changes(first: Int! = 100): ChangePage! households(first: Int! = 20): HouseholdConnection byIds(ids: [ID!]!): [Household]! campaigns: [Campaign!]! stats(of: [ID!]!): Campaign! regions(under: String, level: Level): [Campaign!]! fileAuditActors(subjectIds: [ID!]!): [Campaign!]! }
  enum Level { PROVINCE PREFECTURE COUNTY }
  type Mutation { open(no: String!): Household }
  type HouseholdConnection { nodes: [Household!]! totalCount: Int! pageInfo: PageInfo! }
  type ChangePage { cursor: String! hasMore: Boolean! changes: [Visit!]! }
  type PageInfo { hasNextPage: Boolean! }
  type Household { id: ID! head: Person members: [Person!]! visits(first: Int! = 20): [Visit!]! }
  type Person { name: String household: Household }
  type Visit { id: ID! }
  scalar Facts
  type Campaign { id: ID! facts: Facts head: Person }
`);

function cost(source: string, variables: Variables = {}): number {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return compileCost(schema, document, operation)(variables);
}

describe('the cost of an operation', () => {
  it('is one unit an object, and nothing for scalars', () => {
    expect(cost('{ household(id: "1") { id head { name } } }')).toBe(2);
  });

  it('counts a page as long as it was asked for, by literal, variable, default of either or of the schema', () => {
    const page = (first: string) => `{ households${first} { nodes { id head { name } } } }`;
    expect(cost(page('(first: 50)'))).toBe(1 + 50 * 2);
    expect(cost(page(''))).toBe(1 + 20 * 2);
    const byVariable = 'query ($n: Int! = 7) { households(first: $n) { nodes { id } } }';
    expect([cost(byVariable, { n: 100 }), cost(byVariable)]).toEqual([101, 8]);
  });

  it('is at least the rows of a page that are read, whatever is selected of it', () => {
    expect(cost('{ households(first: 100) { pageInfo { hasNextPage } } }')).toBe(1 + 100);
    expect(cost('{ households(first: 100) { __typename } }')).toBe(1 + 100);
    expect(cost('{ changes(first: 1000) { cursor hasMore } }')).toBe(1 + 1_000);
    expect(cost('{ changes(first: 1000) { cursor changes { id } } }')).toBe(1 + 1_000);
    expect(cost('{ households(first: 100) { pageInfo { hasNextPage } nodes { id } } }')).toBe(1 + 1 + 100);
    expect(cost('{ stats(of: ["a", "b", "c"]) { id } }')).toBe(1);
    expect(cost('{ campaigns { head { household { visits(first: 9) { id } } } } }')).toBe(PRICES.openList * (3 + 9));
  });

  it('multiplies nested lists, so that the third page within a page is dear', () => {
    const deep =
      '{ households(first: 100) { nodes { visits(first: 100) { id } members { household { visits(first: 100) { id } } } } } }';
    expect(cost(deep)).toBe(1 + 100 * (1 + 100 + PRICES.openList * (1 + 1 + 100)));
  });

  it('counts as many objects as keys were given, in the document or by variable', () => {
    expect(cost('{ byIds(ids: ["1", "2", "3"]) { id } }')).toBe(3);
    expect(cost('query ($ids: [ID!]!) { byIds(ids: $ids) { id } }', { ids: Array.from({ length: 400 }, String) })).toBe(
      400,
    );
  });

  it('counts a root list that nothing bounds as a list too', () => {
    expect(cost('{ campaigns { id head { name } } }')).toBe(PRICES.openList * 2);
  });

  it('counts a list of known length as long as that, by what it is asked with', () => {
    expect(cost('{ regions { id } }')).toBe(123);
    expect(cost('{ regions(level: COUNTY) { id head { name } } }')).toBe(2 * 105);
    expect(cost('{ regions(under: "340000", level: PREFECTURE) { id } }')).toBe(17);
    expect(cost('{ regions(under: "340100") { id } }')).toBe(12);
    expect(cost('{ regions(under: "340102") { id } }')).toBe(1);
    const byVariables =
      'query ($under: String = "340100", $level: Level) { regions(under: $under, level: $level) { id } }';
    expect(
      [{}, { level: 'COUNTY' }, { under: '340000' }, { under: null }, { under: ['340100'], level: 7 }].map((given) =>
        cost(byVariables, given),
      ),
    ).toEqual([12, 11, 123, 123, 123]);
    expect(cost('{ fileAuditActors(subjectIds: ["1"]) { id } }')).toBe(1_000);
  });

  it('is the same through aliases, fragments and inline fragments', () => {
    const plain = cost('{ households(first: 10) { nodes { head { name } } } }');
    expect(
      cost(
        '{ ...F } fragment F on Query { a: households(first: 10) { ... { nodes { ...G } } } } fragment G on Household { head { name } }',
      ),
    ).toBe(plain);
    expect(
      cost(
        '{ a: households(first: 10) { nodes { head { name } } } b: households(first: 10) { nodes { head { name } } } }',
      ),
    ).toBe(2 * plain);
  });

  it('asks more for a count of all rows and for a write', () => {
    expect(cost('{ households(first: 0) { totalCount } }')).toBe(1 + PRICES.count);
    expect(cost('mutation { open(no: "1") { id } }')).toBe(1 + PRICES.write);
  });

  it.each([-5, Number.NaN, 1e308, null, 'all', {}])('never falls below nothing for first: %p', (first) => {
    const total = cost('query ($n: Int) { households(first: $n) { nodes { id } } }', { n: first } as Variables);
    expect(total).toBeGreaterThanOrEqual(1);
    expect(Number.isSafeInteger(total)).toBe(true);
  });
});

describe('the actual cost of an answer', () => {
  function actual(source: string, data: unknown): number {
    const document = parse(source);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    return compileAnswerCost(document, operation)(data);
  }

  it('counts its objects, in lists and below each other, by whatever names and fragments they come', () => {
    const nodes = [
      { id: '1', h: { name: 'x' } },
      { id: '2', h: null },
    ];
    const document =
      '{ ...Q } fragment Q on Query { a: households { nodes { id ...H } } } fragment H on Household { ... { h: head { name } } }';
    expect(actual(document, { a: { nodes } })).toBe(4);
    expect(actual('{ a: __typename }', { a: 'Query' })).toBe(0);
    expect(actual('{ households { nodes { id } } }', null)).toBe(0);
    expect(actual('{ households { nodes { id } } }', { households: null })).toBe(0);
  });

  it('counts nothing within the values of scalars', () => {
    const campaigns = [{ facts: { status: 'OPEN', of: [{ a: 1 }, { b: 2 }] } }];
    expect(actual('{ campaigns { facts } }', { campaigns })).toBe(1);
  });
});
