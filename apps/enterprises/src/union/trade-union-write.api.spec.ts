import { beforeAll, describe, expect, it } from '@jest/globals';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { ask } from '../../testing/ask';
import { aKey, type Answer, city, mutate, province } from '../../testing/mutate';
import { anEnterprise, aShop, aUnion } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

const SELECTION = `... on TradeUnion { id version name level region { code } parent { id } directlyAdministered aidCentre
  foundedOn dissolvedOn dissolvedReason successor { id } }`;

describe('the tree of unions is written', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  let [top, hefei, luyang] = ['', '', ''];
  const run = (name: string, input: object, viewer = city): Promise<Answer> =>
    mutate(db, name, input, { selection: SELECTION, viewer });
  const found = (more: object = {}, viewer = city): Promise<Answer> =>
    run(
      'foundUnion',
      {
        ...{ name: '新工会', level: 'GRASSROOTS', region: '340103', parentId: luyang, foundedOn: '2017-01-03' },
        ...{ idempotencyKey: aKey(), ...more },
      },
      viewer,
    );
  const at = ({ id, version }: { id: string; version: number }, more: object = {}): object => ({
    ...{ id, expectedVersion: version, ...more },
  });

  beforeAll(async () => {
    top = await aUnion(db.owner, { name: '省总', level: 'PROVINCE', region_code: '340000' });
    hefei = await aUnion(db.owner, { name: '合肥市总', level: 'PREFECTURE', region_code: '340100', parent_id: top });
    luyang = await aUnion(db.owner, { name: '庐阳区总', level: 'COUNTY', parent_id: hefei });
  });

  describe('an organisation is founded', () => {
    it('in its place, once per key, and published', async () => {
      const input = { idempotencyKey: aKey(), name: '庐阳商贸联合工会', aidCentre: true };
      const made = await found(input);
      expect(made).toMatchObject({ parent: { id: luyang }, foundedOn: '2017-01-03', aidCentre: true, version: 1 });
      expect(await found(input)).toEqual(made);
      const changes = await db.app.query<object[]>('select entity, facts from change where entity_id = $1', [made.id]);
      expect(changes).toEqual([
        {
          entity: 'TradeUnion',
          facts: expect.objectContaining({ parentId: luyang, dissolvedOn: null, successorId: null }),
        },
      ]);
    });

    it('for a county under the province only when the province administers it directly', async () => {
      const county = { level: 'COUNTY', parentId: top };
      expect(await found({ ...county, region: '340826' }, province)).toMatchObject({ directlyAdministered: true });
      expect(await found({ ...county, region: '340123' }, province)).toMatchObject({
        rule: 'DIRECTLY_ADMINISTERED',
        field: 'parentId',
      });
    });

    it.each([
      ['under a level that has none such below', { level: 'PREFECTURE', region: '340100' }, 'PARENT_LEVEL', 'parentId'],
      ['outside the region of the one above', { region: '340104' }, 'PARENT_REGION', 'region'],
      ['on a day to come', { foundedOn: '2017-01-24' }, 'NOT_IN_THE_FUTURE', 'foundedOn'],
      ['I32: on a day without that region', { region: '340181', foundedOn: '2010-01-01' }, 'REGION_VALID_ON', 'region'],
    ])('but not %s', async (_what, more, rule, field) => {
      expect(await found(more)).toMatchObject({ rule, field });
    });

    it('of another level than its region, or a second time as federation, never', async () => {
      const county = { level: 'COUNTY', parentId: hefei };
      expect(await found({ ...county, region: '340100' })).toMatchObject({ rule: 'LEVEL_OF_REGION', field: 'region' });
      expect(await found(county)).toMatchObject({ rule: 'FEDERATION_EXISTS', field: 'region' });
      const industrial = { level: 'INDUSTRY', parentId: hefei, region: '340100' };
      expect(await found(industrial)).toMatchObject({ details: { rule: 'INDUSTRY_OF_INDUSTRIAL' } });
      expect(await found({ ...industrial, industry: 'TEXTILE' })).toMatchObject({ level: 'INDUSTRY' });
    });

    it('I34: by who may, where they may, under what they may see', async () => {
      const county = viewerWith({ role: 'county', read: ['340103'] });
      expect(await found({}, county)).toMatchObject({ __typename: 'TradeUnion' });
      expect(await found({ parentId: hefei }, county)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await found({ region: '340104' }, county)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await found({}, viewerWith({ role: 'maker', read: ['340103'] }))).toMatchObject({ code: 'FORBIDDEN' });
    });
  });

  it('an organisation changes its name and centre, by version', async () => {
    const made = await found();
    expect(await run('changeUnion', at(made, { name: '改名工会', aidCentre: true }))).toMatchObject({
      name: '改名工会',
      aidCentre: true,
      version: 2,
    });
    expect(await run('changeUnion', at(made, { name: '再改' }))).toMatchObject({ currentVersion: 2 });
    expect(await run('changeUnion', at({ ...made, version: 2 }))).toMatchObject({ rule: 'CHANGE_SOMETHING' });
  });

  describe('an organisation moves', () => {
    it('under another one, never under itself or what stands below', async () => {
      const joint = await found({ name: '街道联合工会' });
      const member = await found({ name: '成员工会', parentId: joint.id });
      expect(await run('moveUnion', at(joint, { parentId: member.id }))).toMatchObject({ rule: 'NO_CYCLE' });
      expect(await run('moveUnion', at(joint, { parentId: joint.id }))).toMatchObject({ rule: 'NO_CYCLE' });
      expect(await run('moveUnion', at(joint, { parentId: luyang }))).toMatchObject({ rule: 'PARENT_OTHER' });
      expect(await run('moveUnion', at(joint, { parentId: hefei }))).toMatchObject({
        parent: { id: hefei },
        version: 2,
      });
    });

    it('and two moves at the same moment close no ring', async () => {
      for (let round = 0; round < 5; round += 1) {
        const [one, other] = [await found(), await found()];
        const answers = await Promise.all([
          run('moveUnion', at(one, { parentId: other.id })),
          run('moveUnion', at(other, { parentId: one.id })),
        ]);
        expect(answers.map(({ __typename, rule }) => rule ?? __typename).sort()).toEqual(['NO_CYCLE', 'TradeUnion']);
      }
    });

    it('with its division, and those below of the same division with it', async () => {
      const anqing = await aUnion(db.owner, { level: 'PREFECTURE', region_code: '340800', parent_id: top });
      const tongling = await aUnion(db.owner, { level: 'PREFECTURE', region_code: '340700', parent_id: top });
      const zongyang = await aUnion(db.owner, { level: 'COUNTY', region_code: '340823', parent_id: anqing });
      const below = await aUnion(db.owner, { region_code: '340823', parent_id: zongyang });
      const move = { id: zongyang, expectedVersion: 1, parentId: tongling };
      expect(await run('moveUnion', move, province)).toMatchObject({ rule: 'PARENT_REGION', field: 'region' });
      expect(await run('moveUnion', { ...move, region: '340722' }, province)).toMatchObject({
        region: { code: '340722' },
      });
      const rows = await db.owner.query<object[]>('select region_code, version from trade_union where id = $1', [
        below,
      ]);
      expect(rows).toEqual([{ region_code: '340722', version: 2 }]);
    });
  });

  describe('an organisation is dissolved', () => {
    const gone = { dissolvedOn: '2017-01-20', reason: '企业注销' };

    it('for good: employers and shops pass to the successor, and files can follow the published fact', async () => {
      const made = await found();
      const enterprise = await anEnterprise(db.owner, { union_id: made.id });
      const shop = await aShop(db.owner, made.id);
      const dissolved = await run('dissolveUnion', at(made, { ...gone, successorId: luyang }));
      expect(dissolved).toMatchObject({
        dissolvedOn: '2017-01-20',
        dissolvedReason: '企业注销',
        successor: { id: luyang },
      });
      const owners = await db.owner.query<object[]>(
        `select union_id from enterprise where id = $1 union all select union_id from partner_shop where id = $2`,
        [enterprise, shop],
      );
      expect(owners).toEqual([{ union_id: luyang }, { union_id: luyang }]);
      const facts = await db.app.query<object[]>(
        `select entity, facts ->> 'successorId' as successor, facts ->> 'unionId' as "union" from change
         where entity_id = any($1::uuid[]) and version > 1 order by entity`,
        [[made.id, enterprise]],
      );
      expect(facts).toEqual([
        { entity: 'Enterprise', successor: null, union: luyang },
        { entity: 'TradeUnion', successor: luyang, union: null },
      ]);
      const { data } = await ask(db.app, '{ dissolvedUnions { totalCount nodes { id successor { id } } } }');
      expect(data).toEqual({ dissolvedUnions: { totalCount: 1, nodes: [{ id: made.id, successor: { id: luyang } }] } });
      expect(await run('changeUnion', at(dissolved, { name: '复活' }))).toMatchObject({ rule: 'UNION_EXISTS' });
      expect(await found({ parentId: made.id })).toMatchObject({ rule: 'UNION_EXISTS', field: 'parentId' });
      await expect(
        db.owner.query('update trade_union set name = $2, version = 9 where id = $1', [made.id, '复活']),
      ).rejects.toMatchObject({ constraint: 'trade_union_dissolved_final' });
    });

    it('but not while unions stand below it, into itself or below, or on a day to come', async () => {
      const joint = await found();
      const member = await found({ parentId: joint.id });
      const dissolve = (more: object): Promise<Answer> =>
        run('dissolveUnion', at(joint, { ...gone, successorId: luyang, ...more }));
      expect(await dissolve({})).toMatchObject({ rule: 'UNIONS_BELOW', facts: [{ name: 'count', value: '1' }] });
      expect(await dissolve({ successorId: member.id })).toMatchObject({ rule: 'SUCCESSOR_OUTSIDE' });
      expect(await dissolve({ successorId: joint.id })).toMatchObject({ rule: 'SUCCESSOR_OUTSIDE' });
      expect(await dissolve({ dissolvedOn: '2017-01-24' })).toMatchObject({ rule: 'NOT_IN_THE_FUTURE' });
      expect(await dissolve({ dissolvedOn: '2017-01-02' })).toMatchObject({ rule: 'DISSOLVED_AFTER_FOUNDED' });
    });
  });

  it.each([
    ['a county below a county', { level: 'COUNTY', region_code: '340104' }, 'trade_union_parent_level'],
    ['a region outside the one above', { region_code: '340202' }, 'trade_union_parent_region'],
  ])('the database itself refuses %s', async (_what, row, constraint) => {
    await expect(aUnion(db.owner, { parent_id: luyang, ...row })).rejects.toMatchObject({ constraint });
  });

  it('the database itself refuses a ring, and an orphan of the application', async () => {
    const one = await aUnion(db.owner, { parent_id: luyang });
    const other = await aUnion(db.owner, { parent_id: one });
    const ring = db.owner.query('update trade_union set parent_id = $2, version = 2 where id = $1', [one, other]);
    await expect(ring).rejects.toMatchObject({ constraint: 'trade_union_no_cycle' });
    await expect(aUnion(db.app)).rejects.toMatchObject({ constraint: 'trade_union_parent_stated' });
  });
});
