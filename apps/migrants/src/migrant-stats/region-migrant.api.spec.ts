import { beforeAll, describe, expect, it } from '@jest/globals';
import { foldRollups } from '@nuan/database';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aHealthCheckBatch, anInsuranceProject, aReturnService, aStation, aWageCase } from '../row-builders';

interface Board {
  regions: { code: string; migrant: Record<string, unknown> | null }[];
}

describe('the migrant block of a region', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const run = (query: string, viewer = viewerWith()) =>
    executeSubgraph<Board>(migrantsSubgraph, { db: db.app, viewer, query });
  const blockOf = async (code: string, args: string, fields: string, viewer = viewerWith()) => {
    const { data, errors } = await executeSubgraph<{ region: { migrant: Record<string, unknown> } }>(migrantsSubgraph, {
      db: db.app,
      viewer,
      query: `{ region(code: "${code}") { migrant${args} { ${fields} } } }`,
    });
    expect(errors).toEqual([]);
    return data.region.migrant;
  };

  beforeAll(async () => {
    await aStation(db.owner, { opened_on: '2015-03-01' });
    const bare = { state: 'PAUSED', amenities: ['WATER_DISPENSER'] };
    await aStation(db.owner, { opened_on: '2016-03-01', region_code: '340103', ...bare });
    await aStation(db.owner, { opened_on: '2015-03-01', state: 'CLOSED', closed_on: '2016-10-01' });
    await aStation(db.owner, { opened_on: '2017-01-05' });
    await aStation(db.owner, { kind: 'HAPPY_HOME', opened_on: '2016-12-31', region_code: '340100' });
    await aHealthCheckBatch(db.owner);
    await aHealthCheckBatch(db.owner, { checked_on: '2017-01-10', persons: 7, region_code: '340200' });
    await aWageCase(db.owner, { owed_fen: '500', recovered_fen: '200', state: 'PART_PAID' });
    await aWageCase(db.owner, {
      owed_fen: '300',
      recovered_fen: '300',
      state: 'PAID',
      settled_on: '2017-01-02',
      region_code: '340100',
    });
    await aWageCase(db.owner, { reported_on: '2017-01-05' });
    await aReturnService(db.owner);
    await aReturnService(db.owner, {
      kind: 'TRANSPORT_SUBSIDY',
      seats: null,
      served: 30,
      subsidy_fen: '600000',
      served_on: '2016-02-01',
    });
    await anInsuranceProject(db.owner);
    await anInsuranceProject(db.owner, { insured: false, insured_on: null, workers_covered: 0 });
  });

  it('holds the facilities that stood at the end of the year and the services of that year', async () => {
    const fields = `homes stations outdoorStations healthChecks wages { owed recovered cases openCases workers }
      returns { services served subsidy } insurance { projects insured rate } suppressed asOf`;
    expect(await blockOf('340100', '(year: 2016)', fields)).toEqual({
      homes: 1,
      stations: 2,
      outdoorStations: 0,
      healthChecks: 100,
      wages: { owed: '8.00', recovered: '5.00', cases: 2, openCases: 1, workers: 20 },
      returns: { services: 1, served: 30, subsidy: '6000.00' },
      insurance: { projects: 2, insured: 1, rate: 0.5 },
      suppressed: false,
      asOf: '2017-01-23T18:00:00.000+08:00',
    });
    expect(await blockOf('340100', '(year: 2015)', 'homes stations')).toEqual({ homes: 0, stations: 2 });
  });

  it('holds the facilities of today and the services of all years when no year is given', async () => {
    expect(await blockOf('340000', '', 'homes stations healthChecks wages { openCases } returns { served }')).toEqual({
      homes: 1,
      stations: 3,
      healthChecks: 107,
      wages: { openCases: 2 },
      returns: { served: 70 },
    });
  });

  it('lists what is missing, the most lacking first, and the mean score', async () => {
    const block = await blockOf('340103', '(year: 2016)', 'avgScore missing { amenity count }');
    expect(block['avgScore']).toBe(40);
    expect(block['missing']).toHaveLength(6);
    expect(await blockOf('341800', '(year: 2016)', 'homes avgScore missing { amenity }')).toEqual({
      homes: 0,
      avgScore: null,
      missing: [],
    });
  });

  it('reads the blocks of all sixteen cities in one statement, which add up to the province', async () => {
    const query = (under: string, level: string): string =>
      `{ regions(under: "${under}", level: ${level}) { code migrant(year: 2016) { stations healthChecks } } }`;
    const { result, statements } = await countStatements(db.app, () => run(query('340000', 'PREFECTURE')));
    expect(result.errors).toEqual([]);
    expect(result.data.regions).toHaveLength(16);
    expect(statements).toHaveLength(1);
    const sum = result.data.regions.reduce((total, { migrant }) => total + Number(migrant?.['stations']), 0);
    const province = await run(query('340000', 'PROVINCE'));
    expect(province.data.regions).toMatchObject([{ code: '340000', migrant: { stations: sum, healthChecks: 100 } }]);
  });

  it('stays the same when the deltas are folded', async () => {
    const before = await blockOf('340100', '(year: 2016)', 'homes stations healthChecks');
    await foldRollups(db.app);
    expect(await blockOf('340100', '(year: 2016)', 'homes stations healthChecks')).toEqual(before);
  });

  it('I34: is null with FORBIDDEN at its own path outside the viewer’s region, and the names stay', async () => {
    const county = viewerWith({ role: 'county', read: ['340102'] });
    const { data, errors } = await run(
      '{ regions(under: "340100", level: COUNTY) { code name migrant { stations } } }',
      county,
    );
    const own = data.regions.findIndex((region) => region.code === '340102');
    expect(data.regions[own]).toMatchObject({ name: '瑶海区', migrant: { stations: 2 } });
    expect(errors).toHaveLength(data.regions.length - 1);
    expect(errors.every((error) => error.code === 'FORBIDDEN' && error.path[2] === 'migrant')).toBe(true);
  });

  it('is open to analysts, who see aggregates only', async () => {
    const analyst = viewerWith({ role: 'analyst', read: ['340000'] });
    expect(await blockOf('340100', '(year: 2016)', 'homes', analyst)).toEqual({ homes: 1 });
  });
});
