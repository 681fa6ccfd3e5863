import { beforeEach, describe, expect, it } from '@jest/globals';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { ask } from '../../testing/ask';
import { type Answer, city, mutate, province } from '../../testing/mutate';
import { aLine, anEnterprise, aShop, aUnion } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

const LINE = '... on MinLivingLine { validFrom validTo monthly document version }';

describe('minimum-living lines', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  const set = (more: object = {}, viewer = city): Promise<Answer> =>
    mutate(
      db,
      'setMinLivingLine',
      { region: '340103', validFrom: '2017-07-01', monthly: '561.00', document: '合民〔2017〕1号', ...more },
      { selection: LINE, viewer },
    );
  const lines = async (): Promise<unknown> =>
    (
      await ask<{ region: { minLivingLines: unknown } }>(
        db.app,
        '{ region(code: "340103") { minLivingLines { validFrom validTo monthly version } } }',
      )
    ).data.region.minLivingLines;

  beforeEach(async () => {
    await db.owner.query('delete from min_living_line');
    await aLine(db.owner, '340103', '2016-07-01', null, 510);
  });

  it('follow one another: a later line ends the one before, whose amount stays', async () => {
    expect(await set()).toMatchObject({ validFrom: '2017-07-01', validTo: null, monthly: '561.00', version: 1 });
    expect(await set()).toMatchObject({ validFrom: '2017-07-01', version: 1 });
    expect(await lines()).toEqual([
      { validFrom: '2017-07-01', validTo: null, monthly: '561.00', version: 1 },
      { validFrom: '2016-07-01', validTo: '2017-06-30', monthly: '510.00', version: 2 },
    ]);
    const facts = await db.app.query<object[]>(
      `select facts ->> 'monthlyFen' as fen, facts ->> 'validToOn' as until, version::int from change
       where entity = 'MinLivingLine' and facts ->> 'validFromOn' = '2016-07-01' order by version desc limit 1`,
    );
    expect(facts).toEqual([{ fen: '51000', until: '2017-06-30', version: 2 }]);
  });

  it.each([
    ['another amount for the same day', { validFrom: '2016-07-01' }, 'LINES_IN_ORDER', 'validFrom'],
    ['a day before the line in force', { validFrom: '2016-01-01' }, 'LINES_IN_ORDER', 'validFrom'],
    ['a day far ahead', { validFrom: '2018-01-24' }, 'LINE_SOON', 'validFrom'],
    [
      'I32: a region that does not exist then',
      { region: '340181', validFrom: '2011-01-01' },
      'REGION_VALID_ON',
      'validFrom',
    ],
  ])('refuse %s', async (_what, more, rule, field) => {
    expect(await set(more)).toMatchObject({ rule, field });
  });

  it('refuse an amount that is none, and the province', async () => {
    expect(await set({ monthly: '0.00' })).toMatchObject({ details: { field: 'monthly', rule: 'AMOUNT_POSITIVE' } });
    expect(await set({ region: '340000' }, province)).toMatchObject({ details: { rule: 'REGION_COUNTY_OR_CITY' } });
  });

  it('are set once when several arrive at the same moment', async () => {
    const answers = await Promise.all(['561.00', '562.00', '563.00'].map((monthly) => set({ monthly })));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['MinLivingLine', 'RuleBroken', 'RuleBroken']);
  });

  it('are never changed and never overlap, past the officer’s hand', async () => {
    await expect(db.app.query('update min_living_line set monthly_fen = 1')).rejects.toThrow(/permission denied/);
    await set();
    await expect(
      db.owner.query(
        `update min_living_line set valid_to_on = '2017-05-31', version = 9 where valid_from_on = '2016-07-01'`,
      ),
    ).rejects.toMatchObject({ constraint: 'min_living_line_end_final' });
    await expect(aLine(db.owner, '340103', '2017-01-01', '2017-02-01', 520)).rejects.toMatchObject({
      constraint: 'min_living_line_no_overlap',
    });
  });

  it('I34: are set by a city or the province, where they write', async () => {
    expect(await set({}, viewerWith({ role: 'county', read: ['340103'] }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await set({}, viewerWith({ role: 'city', read: ['341100'] }))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('divisions that ended', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  const query =
    '{ regionSuccessions { region { code } successor { code } endedOn enterprises unions shops isLineMissing } }';
  const left = async (viewer = province): Promise<unknown> => {
    const { data } = await ask<{ regionSuccessions: { region: { code: string } }[] }>(db.app, query, {}, viewer);
    return data.regionSuccessions.filter(({ region }) => region.code === '340823');
  };
  const follow = (region: string, viewer = province): Promise<Answer> =>
    mutate(
      db,
      'followRegionSuccession',
      { region },
      { selection: '... on RegionSuccession { enterprises unions shops } ... on RuleBroken { rule field }', viewer },
    );

  it('I32: list what still stands under them, and let it follow from the first day of the successor', async () => {
    const enterprise = await anEnterprise(db.owner, { region_code: '340823' });
    await aUnion(db.owner, { region_code: '340823' });
    const zongyang = { region: { code: '340823' }, successor: { code: '340722' } };
    expect(await left()).toEqual([
      { ...zongyang, endedOn: expect.any(String), enterprises: 1, unions: 1, shops: 0, isLineMissing: true },
    ]);
    expect(await left(city)).toMatchObject([{ enterprises: 0, unions: 0 }]);
    await aLine(db.owner, '340700', '2016-07-01', null, 500);
    expect(await follow('340823')).toMatchObject({ enterprises: 0, unions: 1 });
    expect(await left()).toMatchObject([{ enterprises: 0, unions: 1, isLineMissing: false }]);
    const { data } = await ask(
      db.app,
      'query ($id: ID!) { enterprise(id: $id) { region { code } version moves { from { code } to { code } } } }',
      { id: enterprise },
    );
    expect(data).toEqual({
      enterprise: {
        region: { code: '340722' },
        version: 2,
        moves: [{ from: { code: '340823' }, to: { code: '340722' } }],
      },
    });
  });

  it('I32: are followed by the contracts with shops that run on, not by those that were over', async () => {
    const union = await aUnion(db.owner, { region_code: '340722' });
    const before = { region_code: '340823', valid_from_on: '2015-01-01', valid_to_on: '2016-01-03' };
    const over = await aShop(db.owner, union, { ...before, name: '旧约超市' });
    const runs = await aShop(db.owner, union, { ...before, name: '续约超市', valid_to_on: null });
    const ended = await aShop(db.owner, union, {
      ...{ ...before, name: '终止超市', valid_to_on: '2017-12-31' },
      ...{ status: 'ENDED', ended_on: '2015-12-31', ended_reason: '歇业' },
    });
    expect(await left()).toMatchObject([{ shops: 1 }]);
    expect(await left(city)).toMatchObject([{ shops: 0 }]);
    // The union has signed with the same shop under the new code: an officer decides which of the two stays.
    const both = await aShop(db.owner, union, { region_code: '340722', name: '续约超市', valid_from_on: '2016-06-01' });
    expect(await follow('340823')).toMatchObject({ rule: 'SHOPS_OF_BOTH', field: 'region' });
    await db.owner.query(
      `insert into entry_correction (id, shop_id, reason, corrected_on, corrected_by) values (gen_random_uuid(), $1, '重复', '2017-01-23', 'x')`,
      [both],
    );
    expect(await follow('340823')).toMatchObject({ shops: 0 });
    const rows = await db.owner.query<object[]>(
      `select s.id, s.region_code as region, s.version, c.region_code as told from partner_shop s
       left join change c on c.entity_id = s.id and c.version = 2 where s.id = any($1::uuid[])`,
      [[over, runs, ended]],
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { id: over, region: '340823', version: 1, told: null },
        { id: runs, region: '340722', version: 2, told: '340722' },
        { id: ended, region: '340823', version: 1, told: null },
      ]),
    );
  });

  it('are followed only when they have ended, by who writes in both', async () => {
    expect(await follow('340103')).toMatchObject({ rule: 'REGION_ENDED', field: 'region' });
    // A county until 2019; the tests live in January 2017.
    expect(await follow('340225')).toMatchObject({ rule: 'REGION_ENDED' });
    expect(await follow('340823', viewerWith({ role: 'city', read: ['340800'] }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await follow('340823', viewerWith({ role: 'maker' }))).toMatchObject({ code: 'FORBIDDEN' });
  });
});
