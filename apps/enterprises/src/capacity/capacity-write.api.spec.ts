import { beforeEach, describe, expect, it } from '@jest/globals';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { ask } from '../../testing/ask';
import { type Answer, maker, mutate } from '../../testing/mutate';
import { anEnterprise } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

const SELECTION = `... on Enterprise { id divertedTotal diversions { year route workers version }
  capacityCuts { year product plannedTons doneTons closedOn version } }`;
const ROUTES = ['EARLY_RETIRED', 'ILL_OR_DISABLED_LEFT', 'INTERNAL_RETIRED', 'REASSIGNED', 'CONTRACT_ENDED'];

describe('what enterprises report year by year', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  let enterprise = '';
  const run = (name: string, input: object, viewer = maker): Promise<Answer> =>
    mutate(db, name, { enterpriseId: enterprise, year: 2016, ...input }, { selection: SELECTION, viewer });
  const divert = (workers: number, more: object = {}, viewer = maker): Promise<Answer> =>
    run('recordDiversion', { route: 'REASSIGNED', workers, ...more }, viewer);
  const cut = (more: object = {}): Promise<Answer> =>
    run('recordCapacityCut', { product: 'COAL', plannedTons: 300_000, doneTons: 100_000, ...more });

  beforeEach(async () => {
    enterprise = await anEnterprise(db.owner, { industry: 'COAL' });
  });

  it('are workers diverted by each of the five routes, in the sums of the region at once', async () => {
    await db.owner.query('delete from worker_diversion');
    for (const [at, route] of ROUTES.entries()) await divert(10 + at, { route });
    expect(await divert(10, { route: 'EARLY_RETIRED' })).toMatchObject({ divertedTotal: 60 });
    const query = '{ region(code: "340103") { enterpriseStats { diverted(year: 2016) { route count } } } }';
    expect((await ask(db.app, query)).data).toEqual({
      region: {
        enterpriseStats: { diverted: expect.arrayContaining(ROUTES.map((route, at) => ({ route, count: 10 + at }))) },
      },
    });
  });

  it('say the same twice without a change, and another figure by its version', async () => {
    expect(await divert(120)).toMatchObject({ diversions: [{ workers: 120, version: 1 }] });
    expect(await divert(120)).toMatchObject({ diversions: [{ workers: 120, version: 1 }] });
    expect(await divert(130)).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await divert(130, { expectedVersion: 1 })).toMatchObject({ diversions: [{ workers: 130, version: 2 }] });
    expect(await divert(0, { expectedVersion: 2 })).toMatchObject({ divertedTotal: 0, diversions: [{ version: 3 }] });
    expect(await divert(5, { year: 2015, expectedVersion: 1 })).toMatchObject({ currentVersion: 0 });
  });

  it('take one of several simultaneous figures', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((workers) => divert(workers)));
    expect(answers.filter(({ __typename }) => __typename === 'Enterprise')).toHaveLength(1);
    expect(answers.filter(({ __typename }) => __typename === 'VersionConflict')).toHaveLength(3);
  });

  it('are capacity cuts, planned and done, by product', async () => {
    await cut();
    await cut({ product: 'STEEL', plannedTons: 50, doneTons: 0 });
    const done = await cut({ doneTons: 300_000, closedOn: '2016-12-20', expectedVersion: 1 });
    expect(done).toMatchObject({
      capacityCuts: [
        { product: 'COAL', plannedTons: 300_000, doneTons: 300_000, closedOn: '2016-12-20', version: 2 },
        { product: 'STEEL', plannedTons: 50, doneTons: 0, closedOn: null, version: 1 },
      ],
    });
  });

  it('are refused for a year to come, a day to come, and what is no product', async () => {
    expect(await divert(1, { year: 2018 })).toMatchObject({ rule: 'NOT_IN_THE_FUTURE', field: 'year' });
    expect(await cut({ closedOn: '2017-01-24' })).toMatchObject({ rule: 'NOT_IN_THE_FUTURE', field: 'closedOn' });
    expect(await cut({ product: 'TRADE' })).toMatchObject({ details: { rule: 'PRODUCT_COAL_OR_STEEL' } });
    expect(await cut({ plannedTons: 0 })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await divert(-1)).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('keep the region of their first report when the enterprise moves', async () => {
    await divert(7);
    await db.owner.query(`update enterprise set region_code = '340104', version = version + 1 where id = $1`, [
      enterprise,
    ]);
    await divert(8, { expectedVersion: 1 }, viewerWith({ role: 'maker', read: ['340104'] }));
    const rows = await db.owner.query<object[]>(
      'select region_code, workers from worker_diversion where enterprise_id = $1',
      [enterprise],
    );
    expect(rows).toEqual([{ region_code: '340103', workers: 8 }]);
  });

  it('I34: are recorded by who may, where they may', async () => {
    expect(await divert(1, {}, viewerWith({ role: 'maker', read: ['341102'] }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await divert(1, {}, viewerWith({ role: 'province' }))).toMatchObject({ code: 'FORBIDDEN' });
  });
});
