import { beforeAll, describe, expect, it } from '@jest/globals';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { recordBuilders } from '../record-builders';

interface Board {
  readonly regions: readonly { readonly code: string; readonly employment: Record<string, unknown> | null }[];
}

const BOARD = `query($under: RegionCode!, $year: Int!) { regions(under: $under, level: PREFECTURE) {
  code name employment(year: $year) { trained placed migrantsPlaced startupJobs retained3m retained6m employed3m employed6m trainedMigrantsPlaced startupAmongPlaced spent costPerPlacement suppressed asOf } } }`;

describe('employment figures', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const run = <T>(query: string, viewer = viewerWith(), variables: Record<string, unknown> = {}) =>
    executeSubgraph<T>(employmentSubgraph, { db: db.app, viewer, query, variables });
  const board = (viewer = viewerWith()) => run<Board>(BOARD, viewer, { under: '340000', year: 2016 });

  beforeAll(async () => {
    const program = await a.program();
    const session = await a.session(program.id);
    await a.enrollment(session.id);
    await a.placement({ is_migrant: true, retained_3m: true, retained_6m: true });
    await a.placement({ routes: ['TRAINING', 'DEMONSTRATION_UNIT'] });
    await a.placement({ region_code: '340202' });
    const project = await a.project({ region_code: '340202' });
    const hire = { startup_project_id: project.id, routes: ['STARTUP_HIRE'], region_code: '340202' };
    await a.placement(hire);
    await a.payment({ training_program_id: program.id, amount_fen: '10001' });
    const pilot = await a.pilot();
    for (const region_code of ['340100', '340200']) await a.pilotCity(pilot.id, { region_code });
    await a.payment({ purpose: 'PILOT', pilot_id: pilot.id, amount_fen: '30000' });
    await a.payment({ training_program_id: program.id, paid_on: '2017-01-05', amount_fen: '777' });
    await a.asset();
  });

  it('hang on every city, read in one statement, zero where nothing was done', async () => {
    const { result, statements } = await countStatements(db.app, () => board());
    expect(result.errors).toEqual([]);
    expect(statements).toHaveLength(1);
    expect(result.data.regions).toHaveLength(16);
    expect(result.data.regions[0]?.employment).toEqual({
      ...{ trained: 1, placed: 2, migrantsPlaced: 1, startupJobs: 0, retained3m: 1, retained6m: 1 },
      ...{ employed3m: 1, employed6m: 1, trainedMigrantsPlaced: 0, startupAmongPlaced: 0 },
      ...{ spent: '400.01', costPerPlacement: '200.01', suppressed: false, asOf: '2017-01-23T18:00:00.000+08:00' },
    });
    expect(result.data.regions[1]?.employment).toMatchObject({
      placed: 1,
      startupJobs: 1,
      spent: '0.00',
      costPerPlacement: '0.00',
    });
    expect(result.data.regions[2]?.employment).toMatchObject({ placed: 0, spent: '0.00', costPerPlacement: null });
  });

  it('I34: are refused at the block of a region that the viewer does not cover, and nowhere else', async () => {
    const { data, errors } = await board(viewerWith({ role: 'city', read: ['340100'] }));
    expect(data.regions.map(({ employment }) => employment !== null).filter(Boolean)).toHaveLength(1);
    expect(data.regions[0]?.employment).toMatchObject({ placed: 2 });
    expect(errors).toHaveLength(15);
    expect(errors[0]).toMatchObject({ code: 'FORBIDDEN', path: ['regions', 1, 'employment'] });
  });

  it('are withheld from an analyst below ten', async () => {
    const { data, errors } = await board(viewerWith({ role: 'analyst' }));
    expect(errors).toEqual([]);
    expect(data.regions[0]?.employment).toMatchObject({ placed: null, spent: null, suppressed: true });
  });

  it('add up over all that the viewer covers, and break down by route and purpose', async () => {
    const query = `{ employmentStats(year: 2016) { trained placed migrantsPlaced startupJobs employed jobsFilled spent assetsGiven
      byRoute { route count } byPurpose { purpose amount } } next: employmentStats { year spent } }`;
    const { data, errors } = await run<Record<string, unknown>>(query);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      employmentStats: {
        ...{
          trained: 1,
          placed: 3,
          migrantsPlaced: 1,
          startupJobs: 1,
          employed: 4,
          jobsFilled: 1,
          spent: '400.01',
          assetsGiven: 1,
        },
        byRoute: [
          { route: 'TRAINING', count: 1 },
          { route: 'REFERRAL', count: 2 },
          { route: 'DEMONSTRATION_UNIT', count: 1 },
          { route: 'STARTUP_HIRE', count: 1 },
        ],
        byPurpose: [
          { purpose: 'TRAINING', amount: '100.01' },
          { purpose: 'PILOT', amount: '300.00' },
        ],
      },
      next: { year: 2017, spent: '7.77' },
    });
    const two = viewerWith({ role: 'county', read: ['340102', '340202'] });
    expect(
      (await run<Record<string, { placed: number }>>('{ employmentStats(year: 2016) { placed } }', two)).data,
    ).toEqual({
      employmentStats: { placed: 3 },
    });
    const foreign = await run(
      '{ employmentStats(year: 2016, region: "340200") { placed } }',
      viewerWith({ read: ['340100'] }),
    );
    expect(foreign.errors.map((error) => error.code)).toEqual(['FORBIDDEN']);
  });

  it('tell of a pilot: its cities, its money, and its outcomes to who covers them all', async () => {
    const query =
      '{ pilots(year: 2016) { name budget spent cities { code name } shares { city { code } budget } outcomes { placed startupJobs } } }';
    const { data, errors } = await run<{ pilots: readonly Record<string, unknown>[] }>(query);
    expect(errors).toEqual([]);
    expect(data.pilots).toEqual([
      {
        name: '援助行动',
        budget: '1000.00',
        spent: '300.00',
        cities: [
          { code: '340100', name: '合肥市' },
          { code: '340200', name: '芜湖市' },
        ],
        shares: [
          { city: { code: '340100' }, budget: '500.00' },
          { city: { code: '340200' }, budget: '500.00' },
        ],
        outcomes: { placed: 3, startupJobs: 1 },
      },
    ]);
    const city = await run<{ pilots: readonly Record<string, unknown>[] }>(
      query,
      viewerWith({ role: 'city', read: ['340100'] }),
    );
    expect(city.data.pilots[0]).toMatchObject({
      budget: '1000.00',
      shares: [{ city: { code: '340100' } }],
      outcomes: null,
    });
    expect(city.errors.map((error) => error.code)).toEqual(['FORBIDDEN']);
  });
});
