import { beforeAll, describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '@nuan/testing';

import { ask } from '../../testing/ask';
import { aCapacityCut, aDiversion, anEnterprise, aPeriod, aUnion, aVisit } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

interface Page {
  readonly enterprises: {
    readonly nodes: readonly { readonly name: string; readonly headcount: number | null }[];
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const PAGE = `query ($where: EnterpriseWhere, $orderBy: [EnterpriseOrder!], $first: Int! = 100, $after: String) {
  enterprises(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    nodes { name headcount } totalCount pageInfo { hasNextPage endCursor }
  }
}`;

describe('enterprises', () => {
  const database = useTestDatabase(enterprisesSubgraph.database);
  const names = async (where: object): Promise<string[]> => {
    const { data, errors } = await ask<Page>(database.app, PAGE, { where });
    expect(errors).toEqual([]);
    return data.enterprises.nodes.map(({ name }) => name);
  };

  beforeAll(async () => {
    const { owner } = database;
    const union = await aUnion(owner, { name: '矿区工会' });
    const coal = await anEnterprise(owner, { name: '甲煤业', industry: 'COAL', union_id: union, headcount: 900 });
    await aPeriod(owner, coal, {
      kind: 'LOSS_MAKING',
      from_on: '2015-01-01',
      to_on: '2016-02-29',
      recorded_on: '2016-03-01',
    });
    await aPeriod(owner, coal, { kind: 'OVERCAPACITY_CLOSED', from_on: '2016-03-01', recorded_on: '2016-03-01' });
    await aCapacityCut(owner, coal);
    await aDiversion(owner, coal, 'REASSIGNED', 120);
    await aDiversion(owner, coal, 'EARLY_RETIRED', 30);
    await aVisit(owner, coal, { workers_met: 12, amount_fen: 123_456n });
    await aVisit(owner, coal, { first_in_campaign: false, visited_on: '2017-01-20' });
    await aVisit(owner, coal, { campaign_code: null, first_in_campaign: false, visited_on: '2016-07-01' });
    const steel = await anEnterprise(owner, {
      name: '乙钢铁',
      industry: 'STEEL',
      region_code: '340500',
      headcount: 400,
    });
    await aPeriod(owner, steel, { kind: 'ZOMBIE' });
    const demonstration = { demonstration_status: 'SELECTED', demonstration_since_on: '2016-05-01' };
    await anEnterprise(owner, { name: '丙商贸', ...demonstration });
    for (let index = 0; index < 30; index += 1) {
      await anEnterprise(owner, {
        name: `样本${String(index).padStart(2, '0')}`,
        headcount: index % 4,
        region_code: '341102',
      });
    }
  });

  it('are found by any mix of conditions', async () => {
    expect(
      await names({ currentDistress: { in: ['OVERCAPACITY_CLOSED', 'ZOMBIE'] }, industry: { in: ['COAL', 'STEEL'] } }),
    ).toEqual(['甲煤业', '乙钢铁']);
    expect(await names({ region: { under: '340100' }, not: { currentDistress: { isNull: false } } })).toEqual([
      '丙商贸',
    ]);
    expect(await names({ or: [{ headcount: { gte: 900 } }, { demonstration: { eq: 'SELECTED' } }] })).toHaveLength(2);
    expect(await names({ name: { contains: '%' } })).toEqual([]);
    expect(await names({ currentDistress: { isNull: true }, region: { eq: '341102' } })).toHaveLength(30);
  });

  it('come in pages without a gap or a repetition, in either direction and by several keys', async () => {
    for (const orderBy of [
      [{ field: 'HEADCOUNT', direction: 'DESC' }],
      [
        { field: 'HEADCOUNT', direction: 'ASC' },
        { field: 'NAME', direction: 'DESC' },
      ],
    ]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const answer: { data: Page } = await ask<Page>(database.app, PAGE, { orderBy, first: 7, after });
        const { nodes, pageInfo, totalCount } = answer.data.enterprises;
        expect(totalCount).toBe(33);
        seen.push(...nodes.map(({ name }) => name));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      const whole = await ask<Page>(database.app, PAGE, { orderBy, first: 100 });
      expect(seen).toEqual(whole.data.enterprises.nodes.map(({ name }) => name));
      expect(new Set(seen).size).toBe(33);
    }
  });

  it('refuse a cursor of another list and a page that is too large', async () => {
    const bad = await ask(database.app, PAGE, { after: 'nonsense' });
    expect(bad.errors[0]).toMatchObject({ code: 'INVALID_CURSOR' });
    const large = await ask(database.app, PAGE, { first: 101 });
    expect(large.errors[0]).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('carry their history: distress, cuts, diverted workers, visits', async () => {
    const { data } = await ask(
      database.app,
      `{ enterprises(where: { name: { eq: "甲煤业" } }) { nodes {
        currentDistress status divertedTotal supportsEmployment
        region { name } union { name }
        distress { kind from to }
        capacityCuts { year product plannedTons doneTons closedOn }
        diversions { year route workers }
        visits(campaign: "CNY2017") { visitedOn firstInCampaign workersMet amount campaign { code } }
        all: visits { visitedOn }
      } } }`,
    );
    expect(data).toEqual({
      enterprises: {
        nodes: [
          {
            currentDistress: 'OVERCAPACITY_CLOSED',
            status: 'DISTRESSED',
            divertedTotal: 150,
            supportsEmployment: false,
            region: { name: '庐阳区' },
            union: { name: '矿区工会' },
            distress: [
              { kind: 'OVERCAPACITY_CLOSED', from: '2016-03-01', to: null },
              { kind: 'LOSS_MAKING', from: '2015-01-01', to: '2016-02-29' },
            ],
            capacityCuts: [{ year: 2016, product: 'COAL', plannedTons: 300_000, doneTons: 120_000, closedOn: null }],
            diversions: [
              { year: 2016, route: 'EARLY_RETIRED', workers: 30 },
              { year: 2016, route: 'REASSIGNED', workers: 120 },
            ],
            visits: [
              {
                visitedOn: '2017-01-20',
                firstInCampaign: false,
                workersMet: null,
                amount: null,
                campaign: { code: 'CNY2017' },
              },
              {
                visitedOn: '2017-01-10',
                firstInCampaign: true,
                workersMet: 12,
                amount: '1234.56',
                campaign: { code: 'CNY2017' },
              },
            ],
            all: [{ visitedOn: '2017-01-20' }, { visitedOn: '2017-01-10' }, { visitedOn: '2016-07-01' }],
          },
        ],
      },
    });
  });

  it('cost the same statements for one row as for thirty', async () => {
    const query = `query ($first: Int!) { enterprises(first: $first) { totalCount nodes {
      name currentDistress divertedTotal region { name } union { name parent { name } } distress { kind } capacityCuts { year } moves { movedOn }
      visits { visitedOn } corrections { reason } demonstrationSteps { status } jobPledges { jobs } jobsPromised
    } } }`;
    const [one, thirty] = [await ask(database.app, query, { first: 1 }), await ask(database.app, query, { first: 30 })];
    expect(thirty.errors).toEqual([]);
    expect(thirty.statements).toBe(one.statements);
  });

  it('are looked up by id and by credit code, and are NOT_FOUND otherwise', async () => {
    const [row] = await database.owner.query<{ id: string; credit_code: string }[]>(
      `select id, credit_code from enterprise where name = '甲煤业'`,
    );
    const query = `query ($id: ID!, $code: String!) { byId: enterprise(id: $id) { name } byCode: enterpriseByCreditCode(creditCode: $code) { name } }`;
    const found = await ask(database.app, query, { id: row?.id, code: row?.credit_code });
    expect(found.data).toEqual({ byId: { name: '甲煤业' }, byCode: { name: '甲煤业' } });
    const missed = await ask(database.app, query, { id: 'no-uuid', code: 'X' });
    expect(missed.data).toEqual({ byId: null, byCode: null });
    expect(missed.errors.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });
});
