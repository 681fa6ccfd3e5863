import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import {
  buildSubgraphSchema,
  compileCost,
  createContext,
  defineSubgraph,
  GATEWAY_CALLER,
  subgraphSdl,
} from '@nuan/federation';
import { fixedClock, RegionLevel } from '@nuan/kernel';
import { getOperationAST, graphql, type GraphQLSchema, parse } from 'graphql';
import { Directive, ObjectType } from 'type-graphql';

import { DIVISIONS } from './division-list.reference';
import { REFERENCE_VERSION, regionsUnder } from './region';
import { RegionCore } from './region-core';
import { regionQueries, regionReference } from './region.resolver';

@Directive('@key(fields: "code")')
@ObjectType('Region', { description: 'A division (行政区划).' })
class Region extends RegionCore {}

const definition = defineSubgraph({
  name: 'workers',
  title: 'Only regions',
  defaultPort: 1,
  referenceVersion: REFERENCE_VERSION,
  database: { entities: [], migrations: [] },
  compose: () => ({ resolvers: [regionQueries(Region)], references: { Region: regionReference(Region) } }),
});
const schema = (): Promise<GraphQLSchema> => buildSubgraphSchema(definition, definition.compose({} as never));

const nobody = { subject: 'x', role: 'analyst', readPrefixes: [], writePrefixes: [], scopes: [] } as unknown as Viewer;

async function ask(source: string, on = '2017-01-23T18:00:00+08:00'): Promise<unknown> {
  const contextValue = createContext(nobody, 'r', fixedClock(new Date(on)), GATEWAY_CALLER);
  return graphql({ schema: await schema(), source, contextValue });
}

describe('the shareable Region', () => {
  it('has every core field shareable and described', async () => {
    const sdl = subgraphSdl(await schema());
    for (const field of [
      'code',
      'name',
      'level',
      'parent',
      'validFrom',
      'validTo',
      'successor',
      'directlyAdministered',
    ]) {
      expect(sdl).toMatch(new RegExp(`\\n  ${field}: .*@shareable`));
    }
    expect(sdl).toMatch(/type Region\s+@key\(fields: "code"\)/);
    expect(sdl).toMatch(/\n {2}region\(.*\): Region @shareable|\): Region @shareable/);
    expect(sdl).not.toContain('RegionCore');
  });

  it('lists the 16 cities in order to a viewer without any region', async () => {
    const answer = await ask('{ regions(under: "340000", level: PREFECTURE) { code name parent { name } } }');
    const { regions } = (answer as { data: { regions: { code: string }[] } }).data;
    expect(regions.map(({ code }) => code)).toEqual([...new Set(regions.map(({ code }) => code))].sort());
    expect(regions).toHaveLength(16);
    expect(regions[0]).toEqual({ code: '340100', name: '合肥市', parent: { name: '安徽省' } });
  });

  it('is priced at no less than the list that is asked for has had on any day', async () => {
    const document = parse(
      'query ($under: RegionCode, $level: RegionLevel) { regions(under: $under, level: $level) { code } }',
    );
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    const price = compileCost(await schema(), document, operation);
    const days = new Set(
      DIVISIONS.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo === null ? [] : [validTo])]),
    );
    const tooCheap = DIVISIONS.flatMap(({ code: under }) =>
      [undefined, ...Object.values(RegionLevel)].filter((level) =>
        [...days].some((day) => regionsUnder(under, level, day).length > price({ under, level })),
      ),
    );
    expect(tooCheap).toEqual([]);
    expect(price({})).toBeGreaterThanOrEqual(121);
  });

  it('lists the divisions of the clock unless a day is given', async () => {
    const now = '{ regions(under: "341800", level: COUNTY) { code } }';
    const then = '{ regions(under: "341800", level: COUNTY, on: "2017-01-23") { code } }';
    expect(await ask(now, '2020-01-01T00:00:00+08:00')).not.toEqual(await ask(now));
    expect(await ask(then, '2020-01-01T00:00:00+08:00')).toEqual(await ask(now));
  });

  it('resolves bare keys wholly, in order, and unknown ones to null', async () => {
    const query = `{ _entities(representations: [
      { __typename: "Region", code: "340823" }, { __typename: "Region", code: "999999" }, { __typename: "Region", code: "340823" }
    ]) { ... on Region { code name level validTo successor { code directlyAdministered } } } }`;
    const zongyang = {
      code: '340823',
      name: '枞阳县',
      level: 'COUNTY',
      validTo: '2016-01-03',
      successor: { code: '340722', directlyAdministered: false },
    };
    expect(await ask(query)).toEqual({ data: { _entities: [zongyang, null, zongyang] } });
  });

  it('answers null for a code that is no division', async () => {
    expect(await ask('{ region(code: "340900") { name } }')).toEqual({ data: { region: null } });
  });
});
