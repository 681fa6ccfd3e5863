import { beforeAll, describe, expect, it } from '@jest/globals';
import { foldRollups, rollupDrift } from '@nuan/database';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { ask, countyViewer } from '../../testing/ask';
import { aDiversion, anEnterprise, aPeriod, aVisit } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

const BOARD = `{ regions(under: "340000", level: PREFECTURE) { code enterpriseStats {
  total distressed byKind { kind count } supportingEmployment visited(campaign: "CNY2017") none: visited(campaign: "NONE")
  workersMet(campaign: "CNY2017") diverted(year: 2016) { route count } suppressed asOf
} } }`;

interface Board {
  readonly regions: readonly { readonly code: string; readonly enterpriseStats: Record<string, unknown> | null }[];
}

describe('the block on enterprises of a region', () => {
  const database = useTestDatabase(enterprisesSubgraph.database);
  const blockOf = async (code: string): Promise<Record<string, unknown> | null | undefined> => {
    const { data } = await ask<Board>(database.app, BOARD);
    return data.regions.find((region) => region.code === code)?.enterpriseStats;
  };
  let first: string;
  let visit: string;

  beforeAll(async () => {
    const { owner } = database;
    first = await anEnterprise(owner);
    await aPeriod(owner, first);
    visit = await aVisit(owner, first, { workers_met: 10 });
    await aVisit(owner, first, { first_in_campaign: false, visited_on: '2017-01-20', workers_met: 5 });
    await aDiversion(owner, first, 'REASSIGNED', 7);
    const atCityLevel = await anEnterprise(owner, { region_code: '340100' });
    await aPeriod(owner, atCityLevel, { kind: 'ZOMBIE' });
    const elsewhere = { demonstration_status: 'SELECTED', demonstration_since_on: '2016-05-01', region_code: '341102' };
    await anEnterprise(owner, elsewhere);
  });

  it('adds up counties and the city level, in one statement for all cities', async () => {
    const { data, errors, statements } = await ask<Board>(database.app, BOARD);
    expect(errors).toEqual([]);
    expect(statements).toBe(1);
    expect(data.regions).toHaveLength(16);
    expect(data.regions[0]).toEqual({
      code: '340100',
      enterpriseStats: {
        total: 2,
        distressed: 2,
        byKind: [
          { kind: 'OVERCAPACITY_CLOSED', count: 0 },
          { kind: 'ZOMBIE', count: 1 },
          { kind: 'LOSS_MAKING', count: 1 },
          { kind: 'OTHER', count: 0 },
        ],
        supportingEmployment: 0,
        visited: 1,
        none: 0,
        workersMet: 15,
        diverted: expect.arrayContaining([{ route: 'REASSIGNED', count: 7 }]),
        suppressed: false,
        asOf: '2017-01-23T18:00:00.000+08:00',
      },
    });
    expect(await blockOf('341100')).toMatchObject({ total: 1, distressed: 0, supportingEmployment: 1 });
  });

  it('stays exact at every commit, before and after folding', async () => {
    const { owner, app } = database;
    await owner.query(`update distress_period set kind = 'ZOMBIE' where enterprise_id = $1`, [first]);
    expect(await blockOf('340100')).toMatchObject({
      distressed: 2,
      byKind: expect.arrayContaining([{ kind: 'ZOMBIE', count: 2 }]),
    });
    expect(await foldRollups(app)).toBeGreaterThan(0);
    await owner.query(`update enterprise set region_code = '340302', version = version + 1 where id = $1`, [first]);
    expect(await blockOf('340300')).toMatchObject({ total: 1, distressed: 1 });
    await owner.query(`update enterprise set closed_on = '2017-01-20', version = version + 1 where id = $1`, [first]);
    expect(await blockOf('340300')).toMatchObject({ total: 0, distressed: 0 });
    await owner.query('delete from enterprise_visit where id = $1', [visit]);
    expect(await blockOf('340100')).toMatchObject({ visited: 0, workersMet: 5 });
    expect(await rollupDrift(owner)).toEqual([]);
    await foldRollups(app);
    expect(await rollupDrift(owner)).toEqual([]);
  });

  it('counts an enterprise once per campaign, however many visits claim to be the first', async () => {
    const again = await anEnterprise(database.owner);
    await aVisit(database.owner, again);
    await expect(aVisit(database.owner, again, { visited_on: '2017-01-11' })).rejects.toThrow(
      /enterprise_visit_first_in_campaign_unique/,
    );
  });

  it('I34: is null with FORBIDDEN at its own path outside the regions of the viewer', async () => {
    const { data, errors } = await ask<Board>(
      database.app,
      '{ regions(under: "340100") { code enterpriseStats { distressed } } }',
      {},
      countyViewer,
    );
    const seen = data.regions.filter(({ enterpriseStats }) => enterpriseStats !== null).map(({ code }) => code);
    expect(seen).toEqual(['340103']);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['FORBIDDEN']));
    expect(errors[0]?.path).toEqual(['regions', 0, 'enterpriseStats']);
  });

  it('is open to analysts, who read aggregates and no enterprise', async () => {
    const analyst = viewerWith({ role: 'analyst', read: ['340000'] });
    expect((await ask(database.app, BOARD, {}, analyst)).errors).toEqual([]);
    const refused = await ask(database.app, '{ enterprises { totalCount } }', {}, analyst);
    expect(refused.errors[0]).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('agrees with the campaign, which counts the regions of the viewer', async () => {
    const query = `{ _entities(representations: [{ __typename: "Campaign", code: "CNY2017" }, { __typename: "Campaign", code: "NONE" }]) {
      ... on Campaign { code enterprisesVisited { value unit precision } }
    } }`;
    await aVisit(database.owner, await anEnterprise(database.owner, { region_code: '341102' }), {
      region_code: '341102',
    });
    const [all, county] = [await ask(database.app, query), await ask(database.app, query, {}, countyViewer)];
    const count = (value: number): object => ({ value, unit: 'ENTERPRISE', precision: 'EXACT' });
    expect(all.statements).toBe(1);
    expect(all.data).toEqual({
      _entities: [
        { code: 'CNY2017', enterprisesVisited: count(2) },
        { code: 'NONE', enterprisesVisited: count(0) },
      ],
    });
    expect(county.data).toMatchObject({
      _entities: [{ enterprisesVisited: count(1) }, { enterprisesVisited: count(0) }],
    });
  });
});
