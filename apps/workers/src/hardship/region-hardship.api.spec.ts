import { beforeAll, describe, expect, it } from '@jest/globals';
import { foldRollups } from '@nuan/database';
import { fixedClock } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, exitOn } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

interface Board {
  regions: { code: string; name: string; hardship: Record<string, unknown> | null }[];
}

const BLOCK = `filed migrant exited(year: 2016) exitByReason(year: 2016) { reason count } byCause { cause count } byCategory { category count }
  stale suppressed asOf`;

describe('the hardship of a region', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const board = (viewer = viewerWith(), clock = fixedClock(new Date('2017-01-23T18:00:00+08:00')), block = BLOCK) =>
    executeSubgraph<Board>(workersSubgraph, {
      db: db.app,
      viewer,
      clock,
      query: `{ regions(under: "340000", level: PREFECTURE) { code name hardship { ${block} } } }`,
    });
  const blockOf = ({ data }: Awaited<ReturnType<typeof board>>, code: string) =>
    data.regions.find((region) => region.code === code)?.hardship;

  beforeAll(async () => {
    await aHousehold(db.app, { is_migrant: true });
    await aHousehold(db.app, { region_code: '340100', primary_cause: 'SCHOOLING', next_review_due_on: '2017-01-22' });
    await aHousehold(db.owner, { status: 'UNDER_REVIEW', category: 'NEAR_MIN', next_review_due_on: '2017-01-23' });
    await aHousehold(db.app, { status: 'TEMPORARY', next_review_due_on: '2016-06-01' });
    await aHousehold(db.owner, exitOn('2016-06-30'));
    await aHousehold(db.owner, exitOn('2016-12-31', 'DECEASED'));
    await aHousehold(db.owner, exitOn('2015-12-31'));
    await aHousehold(db.app, { region_code: '340202', primary_cause: 'OTHER', other_cause: '其他' });
  });

  it('counts active files, those that left, and parts that sum up to their whole', async () => {
    const { errors, data } = await board();
    expect(errors).toEqual([]);
    expect(data.regions).toHaveLength(16);
    expect(blockOf({ data, errors }, '340100')).toEqual({
      filed: 3,
      migrant: 1,
      exited: 2,
      exitByReason: [
        { reason: 'SELF_SUPPORTING', count: 1 },
        { reason: 'DECEASED', count: 1 },
      ],
      byCause: [
        { cause: 'MAJOR_ILLNESS', count: 2 },
        { cause: 'SCHOOLING', count: 1 },
      ],
      byCategory: [
        { category: 'MIN_LIVING', count: 2 },
        { category: 'NEAR_MIN', count: 1 },
      ],
      stale: 1,
      suppressed: false,
      asOf: '2017-01-23T18:00:00.000+08:00',
    });
    expect(blockOf({ data, errors }, '341100')).toMatchObject({
      filed: 0,
      migrant: 0,
      exited: 0,
      byCause: [],
      stale: 0,
    });
  });

  it('takes one statement for all regions, and one more for what depends on today', async () => {
    const plain = await countStatements(db.app, () =>
      board(viewerWith(), undefined, 'filed byCause { count } exited(year: 2016)'),
    );
    expect(plain.statements).toHaveLength(1);
    const stale = await countStatements(db.app, () => board());
    expect(stale.statements).toHaveLength(2);
  });

  it('lets files go stale as the days pass, without any write', async () => {
    const later = fixedClock(new Date('2017-05-11T00:00:00+08:00'));
    expect(blockOf(await board(viewerWith(), later, 'stale filed'), '340100')).toEqual({ stale: 3, filed: 3 });
  });

  it('is exact at commit, before and after a fold', async () => {
    const { id } = await aHousehold(db.app, { region_code: '341181', is_migrant: true });
    expect(blockOf(await board(), '341100')).toMatchObject({ filed: 1, migrant: 1 });
    await foldRollups(db.app);
    await db.owner.query(
      `update household set is_migrant = false, region_code = '341182', version = version + 1 where id = $1`,
      [id],
    );
    expect(blockOf(await board(), '341100')).toMatchObject({ filed: 1, migrant: 0 });
  });

  it('I34: is refused, at its own path, outside the viewer’s regions, and never costs the names', async () => {
    const { data, errors } = await board(viewerWith({ role: 'county', read: ['340103'] }));
    expect(data.regions.map(({ name }) => name)).toContain('合肥市');
    expect(data.regions.every(({ hardship }) => hardship === null)).toBe(true);
    expect(errors).toHaveLength(16);
    expect(errors[0]).toMatchObject({ code: 'FORBIDDEN', path: ['regions', 0, 'hardship'] });
    const own = await executeSubgraph<{ region: { hardship: object } }>(workersSubgraph, {
      db: db.app,
      viewer: viewerWith({ role: 'county', read: ['340103'] }),
      query: '{ region(code: "340103") { hardship { filed } } }',
    });
    expect(own.data.region.hardship).toEqual({ filed: 2 });
  });

  it('is open to analysts, who see no figure below ten', async () => {
    const { data, errors } = await board(viewerWith({ role: 'analyst' }));
    expect(errors).toEqual([]);
    expect(blockOf({ data, errors }, '340200')).toMatchObject({ filed: null, stale: null, suppressed: true });
    expect((await board(viewerWith({ role: 'partner' }))).errors).toHaveLength(16);
  });
});
