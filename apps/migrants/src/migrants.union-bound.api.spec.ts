import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, plantUnions, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';
import { anHonour, aReturnService, aStation, aWageCase } from './row-builders';

const HERE = '340102';
const [STEEL, COAL] = [newId(), newId()] as const;

describe('a maker who is bounded to one of two unions of a county', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const maker = (readUnions: readonly string[] | null) =>
    viewerWith({ role: 'maker', subject: 'maker-steel', read: [HERE], readUnions });
  const run = (query: string, variables: object = {}, viewer = maker([STEEL])) =>
    executeSubgraph<Record<string, never> | null>(migrantsSubgraph, {
      ...{ db: db.app, viewer, query, variables: { ...variables } },
    });
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    await plantUnions(db.owner, { [STEEL]: null, [COAL]: null });
    const trip = await aReturnService(db.owner, { region_code: HERE });
    for (const [name, union_id] of [
      ['own', STEEL],
      ['other', COAL],
    ] as const) {
      const [worker, household] = [newId(), newId()];
      const person = { id: worker, union_id, household_id: household, region_code: HERE, is_migrant: true };
      await insertRow(db.owner, 'worker_projection', { ...person, source_version: 1 });
      ids[name] = worker;
      ids[`${name} home`] = household;
      ids[`${name} honour`] = await anHonour(db.owner, { worker_id: worker, region_code: HERE });
      ids[`${name} station`] = await aStation(db.owner, { union_id, region_code: HERE, code: `S-${name}` });
      await insertRow(db.owner, 'service_record', {
        ...{ id: newId(), household_id: household, worker_id: worker, region_code: HERE, kind: 'RETURN_HOME' },
        ...{ return_service_id: trip, served_on: '2017-01-20' },
      });
      const wageCase = await aWageCase(db.owner, { region_code: HERE });
      await insertRow(db.owner, 'wage_case_worker', { wage_case_id: wageCase, worker_id: worker });
    }
  });

  it('I34: finds and counts the honours of its members and the stations of its unions; matters of employers are of the region', async () => {
    const query =
      '{ honours { totalCount nodes { id } } stations { totalCount nodes { id } } wageCases { totalCount } }';
    const { data, errors } = await run(query);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      honours: { totalCount: 1, nodes: [{ id: ids['own honour'] }] },
      stations: { totalCount: 1, nodes: [{ id: ids['own station'] }] },
      wageCases: { totalCount: 2 },
    });
    expect((await run(query, {}, maker(null))).data).toMatchObject({
      ...{ honours: { totalCount: 2 }, stations: { totalCount: 2 } },
    });
  });

  it('I34: finds no station of the other union near a point, by its code or by its key', async () => {
    const near = '{ nearestStations(longitude: 117.3, latitude: 31.8, first: 5) { station { id } } }';
    expect((await run(near)).data?.['nearestStations']).toEqual([{ station: { id: ids['own station'] } }]);
    expect((await run('{ stationByCode(code: "S-other") { id } }')).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const keys = ['own station', 'other station'].map((name) => ({ __typename: 'ServiceStation', id: ids[name] }));
    const query = 'query($keys: [_Any!]!) { _entities(representations: $keys) { __typename } }';
    expect((await run(query, { keys })).data?.['_entities']).toEqual([{ __typename: 'ServiceStation' }, null]);
  });

  it('I34: gets nothing by the edges of a person or home of the other union', async () => {
    const query = `query($keys: [_Any!]!) { _entities(representations: $keys) {
      ... on Worker { honours { id } wageCases { id } } ... on Household { services { kind } } } }`;
    const keys = ['own', 'other'].flatMap((name) => [
      { __typename: 'Worker', id: ids[name] },
      { __typename: 'Household', id: ids[`${name} home`] },
    ]);
    const { data } = await run(query, { keys });
    expect(data?.['_entities']).toMatchObject([
      { honours: [{ id: ids['own honour'] }], wageCases: [{}] },
      { services: [{}] },
      { honours: [], wageCases: [] },
      { services: [] },
    ]);
  });

  it('I34: is shown no figure of the region, nor of an enterprise', async () => {
    const { data, errors } = await run(`{ region(code: "${HERE}") { migrant(year: 2016) { stations } } }`);
    expect(data).toEqual({ region: { migrant: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['region', 'migrant'] }]);
  });

  it('I34: registers stations for its own unions alone, and lists of the whole county not at all', async () => {
    const county = viewerWith({ role: 'county', read: [HERE], readUnions: [STEEL] });
    const register = async (unionId: string | null) => {
      const input = {
        ...{
          code: `S-${newId().slice(-6).toUpperCase()}`,
          kind: 'HAPPY_STATION',
          name: '驿站',
          regionCode: HERE,
          unionId,
        },
        ...{
          buildMode: 'CO_BUILT',
          address: '某路2号',
          point: { longitude: 117.3, latitude: 31.8 },
          idempotencyKey: newId(),
        },
      };
      const query = 'mutation($input: RegisterStationInput!) { registerStation(input: $input) { __typename } }';
      return (await run(query, { input }, county)).errors;
    };
    expect(await register(STEEL)).toEqual([]);
    for (const unionId of [COAL, null])
      expect(await register(unionId)).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'unionId' } }]);
  });
});
