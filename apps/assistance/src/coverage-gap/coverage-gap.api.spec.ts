import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aHousehold } from '../plan/casework-builders';

interface Gap {
  coverageGap: { nodes: { id: string }[]; totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean } };
}

describe('the coverage gap', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const ask = (args: string, viewer = viewerWith()) =>
    executeSubgraph<Gap>(assistanceSubgraph, {
      db: db.app,
      viewer,
      query: `{ coverageGap(${args}) { nodes { id helper { helperName } activePlan { status } } totalCount pageInfo { endCursor hasNextPage } } }`,
    });
  const missed: string[] = [];

  beforeAll(async () => {
    await db.owner.query(
      `insert into campaign (id, code, name, status, starts_on, ends_on) values ($1, 'TEST2017', '测试', 'OPEN', '2017-01-01', '2017-12-31')`,
      [newId()],
    );
    await db.owner.query(
      `insert into campaign_target_group values ('TEST2017', 'FILED_HOUSEHOLD', 'HOUSEHOLD', 'EXACT', 1)`,
    );
    for (let index = 0; index < 5; index += 1)
      missed.push(await aHousehold(db.app, { region_code: index < 3 ? '341102' : '341100' }));
    const reached = await aHousehold(db.app, { region_code: '341102' });
    const moved = await aHousehold(db.app, { region_code: '341102' });
    await aHousehold(db.app, { region_code: '341102', status: 'EXITED' });
    await aHousehold(db.app, { region_code: '340102' });
    for (const [id, on, region] of [
      [reached, '2017-01-05', '341102'],
      [moved, '2017-01-05', '340202'],
      [missed[0], null, '341102'],
    ]) {
      await db.owner.query(
        `insert into campaign_beneficiary values ('TEST2017', $1, 'FILED_HOUSEHOLD', $3, false, $2, null)`,
        [id, on, region],
      );
    }
  });

  it('lists recorded households of the region that nothing has reached, page by page, in two statements and two of nested fields', async () => {
    const { result, statements } = await countStatements(db.app, () =>
      ask('campaign: "TEST2017", region: "341100", first: 3'),
    );
    expect(result.errors).toEqual([]);
    const { nodes, totalCount, pageInfo } = result.data.coverageGap;
    expect(totalCount).toBe(5);
    expect(statements).toHaveLength(5);
    const rest = await ask(`campaign: "TEST2017", region: "341100", first: 3, after: "${pageInfo.endCursor}"`);
    expect([...nodes, ...rest.data.coverageGap.nodes].map(({ id }) => id).sort()).toEqual([...missed].sort());
    expect(rest.data.coverageGap.pageInfo.hasNextPage).toBe(false);
  });

  it('is refused for a region that the viewer does not wholly read, for an empty list would be false', async () => {
    for (const read of ['340100', '341102']) {
      const { errors } = await ask(
        'campaign: "TEST2017", region: "341100"',
        viewerWith({ role: 'city', read: [read] }),
      );
      expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    }
    // Nor is the home missed that was reached in another county before it came.
    const own = await ask('campaign: "TEST2017", region: "341102"', viewerWith({ role: 'county', read: ['341102'] }));
    expect(own.data.coverageGap.totalCount).toBe(3);
  });

  it('says NOT_FOUND for a campaign that there is not', async () => {
    expect((await ask('campaign: "NONE", region: "341100"')).errors).toMatchObject([
      { code: 'NOT_FOUND', path: ['coverageGap'] },
    ]);
  });

  it('is refused to analysts, for it shows single households', async () => {
    const { errors } = await ask('campaign: "TEST2017", region: "341100"', viewerWith({ role: 'analyst' }));
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('says until when it knows the register: now, or the time until which its feed is applied', async () => {
    const asOf = async (): Promise<unknown> => {
      const query = '{ coverageGap(campaign: "TEST2017", region: "341102") { asOf } }';
      const { data, errors } = await executeSubgraph(assistanceSubgraph, { db: db.app, viewer: viewerWith(), query });
      expect(errors).toEqual([]);
      return data;
    };
    expect(await asOf()).toEqual({ coverageGap: { asOf: '2017-01-23T18:00:00.000+08:00' } });
    await db.owner.query(
      `insert into projection_cursor values ('workers', null, '2017-01-23 17:59:00+08'), ('enterprises', null, 'epoch')`,
    );
    expect(await asOf()).toEqual({ coverageGap: { asOf: '2017-01-23T17:59:00.000+08:00' } });
  });
});
