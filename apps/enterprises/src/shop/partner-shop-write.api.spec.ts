import { beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@nuan/kernel';
import {
  executeSubgraph,
  heldBeforeCommit,
  testTransitions,
  untilWaiting,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { ask } from '../../testing/ask';
import { aKey, type Answer, city, maker, mutate } from '../../testing/mutate';
import { aShop, aUnion } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';
import { partnerShopMachine } from './partner-shop.machine';

const SELECTION = `... on PartnerShop { id version name discountPercent validFromOn validToOn status isRunning endedOn endedReason
  correctedOn region { code } }`;

describe('contracts with shops', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  let [union, federation] = ['', ''];
  let serial = 0;
  const anywhere = viewerWith({ role: 'city', read: ['340000'] });
  const run = (name: string, input: object, viewer = maker): Promise<Answer> =>
    mutate(db, name, input, { selection: SELECTION, viewer });
  const contract = (more: object = {}): object => ({
    ...{ name: `样例超市${String(++serial)}`, region: '340103', unionId: union, discountPercent: 8 },
    ...{ validFrom: '2017-01-01', validTo: '2017-12-31', idempotencyKey: aKey(), ...more },
  });
  const sign = (more: object = {}, viewer = maker): Promise<Answer> => run('signPartnerShop', contract(more), viewer);
  const at = ({ id, version }: { id: string; version: number }, more: object = {}): object => ({
    ...{ id, expectedVersion: version, reason: '店铺歇业', ...more },
  });

  beforeAll(async () => {
    const hefei = await aUnion(db.owner, { level: 'PREFECTURE', region_code: '340100' });
    federation = await aUnion(db.owner, { level: 'COUNTY', parent_id: hefei });
    union = await aUnion(db.owner, { parent_id: federation, founded_on: '2016-05-01' });
  });

  describe('are signed', () => {
    it('once per key, with an audit row and a published fact', async () => {
      const input = contract({ name: ' 惠民  超市 ' });
      const made = await run('signPartnerShop', input);
      expect(made).toMatchObject({
        ...{ __typename: 'PartnerShop', name: '惠民 超市', discountPercent: 8, status: 'SIGNED', isRunning: true },
        ...{ validFromOn: '2017-01-01', validToOn: '2017-12-31', region: { code: '340103' }, version: 1 },
      });
      expect(await run('signPartnerShop', input)).toEqual(made);
      const acts = await db.owner.query<object[]>(
        'select actor, action, region_code from audit_entry where $1 = any(subject_ids)',
        [made.id],
      );
      expect(acts).toEqual([{ actor: 'maker-1', action: 'shop.sign', region_code: '340103' }]);
      const changes = await db.app.query<object[]>(
        'select entity, version::int, region_code, facts from change where entity_id = $1',
        [made.id],
      );
      expect(changes).toEqual([
        {
          ...{ entity: 'PartnerShop', version: 1, region_code: '340103' },
          facts: {
            ...{ name: '惠民 超市', unionId: union, discountPercent: 8, isStanding: true },
            ...{ validFromOn: '2017-01-01', lastOn: '2017-12-31' },
          },
        },
      ]);
      const { data } = await ask(db.app, 'query ($id: ID!) { partnerShop(id: $id) { union { id } } }', { id: made.id });
      expect(data).toEqual({ partnerShop: { union: { id: union } } });
    });

    it.each([
      ['to end before they begin', { validTo: '2016-12-31' }, 'CONTRACT_DAYS_ORDERED', 'validTo'],
      ['more than a year ahead', { validFrom: '2018-01-24', validTo: null }, 'CONTRACT_SOON', 'validFrom'],
      ['by a union that was founded later', { validFrom: '2016-04-30' }, 'UNION_EXISTS', 'validFrom'],
      ['I32: where there was no such division then', { region: '341402' }, 'REGION_VALID_ON', 'region'],
    ])('but not %s', async (_what, more, rule, field) => {
      expect(await sign(more, anywhere)).toMatchObject({ rule, field });
    });

    it('with a discount between 1 and 99, in a county or a city, and a name', async () => {
      for (const discountPercent of [0, 100])
        expect(await sign({ discountPercent })).toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(await sign({ region: '340000' }, anywhere)).toMatchObject({ details: { rule: 'REGION_COUNTY_OR_CITY' } });
      expect(await sign({ name: '   店   ' })).toMatchObject({ details: { field: 'name', rule: 'TEXT_LENGTH' } });
    });

    it('by no union that is dissolved', async () => {
      const gone = await aUnion(db.owner, { parent_id: federation });
      const end = { successorId: federation, dissolvedOn: '2017-01-20', reason: '企业注销' };
      await mutate(db, 'dissolveUnion', at({ id: gone, version: 1 }, end), {
        ...{ selection: '... on TradeUnion { id }', viewer: city },
      });
      expect(await sign({ unionId: gone })).toMatchObject({ rule: 'UNION_EXISTS', field: 'unionId' });
    });

    it('one at a time with a shop, whatever its name looks like; by another union, elsewhere or afterwards another', async () => {
      const name = 'Mart 超市';
      await sign({ name });
      const again = { name: ' mart  超市', validFrom: '2017-12-31', validTo: null };
      expect(await sign(again)).toMatchObject({ rule: 'ONE_CONTRACT_AT_A_TIME', field: 'validFrom' });
      for (const other of [{ unionId: federation }, { region: '340100' }, { validFrom: '2018-01-01', validTo: null }])
        expect(await sign({ ...again, validFrom: '2017-06-01', ...other }, city)).toMatchObject({ status: 'SIGNED' });
    });

    it('by one of many who sign with the same shop at the same moment', async () => {
      const name = '同时签约超市';
      const answers = await Promise.all(Array.from({ length: 6 }, () => sign({ name })));
      expect(answers.map(({ __typename, rule }) => rule ?? __typename).sort()).toEqual([
        ...Array.from({ length: 5 }, () => 'ONE_CONTRACT_AT_A_TIME'),
        'PartnerShop',
      ]);
      const twice = aShop(db.owner, union, { name, valid_from_on: '2017-03-01' });
      await expect(twice).rejects.toMatchObject({ constraint: 'partner_shop_one_contract' });
    });
  });

  it('never stay with a union that is dissolved while somebody signs', async () => {
    for (let round = 0; round < 5; round += 1) {
      const old = await aUnion(db.owner, { parent_id: federation });
      const end = { successorId: federation, dissolvedOn: '2017-01-20', reason: '合并' };
      const [made] = await Promise.all([
        sign({ unionId: old }),
        mutate(db, 'dissolveUnion', at({ id: old, version: 1 }, end), {
          ...{ selection: '... on TradeUnion { id }', viewer: city },
        }),
      ]);
      if (made.rule !== undefined) expect(made).toMatchObject({ rule: 'UNION_EXISTS', field: 'unionId' });
      const left = await db.owner.query<object[]>('select from partner_shop where union_id = $1', [old]);
      expect(left).toEqual([]);
    }
  });

  describe('are ended before their term', () => {
    it('with a day and a reason, by version; the shop may sign anew from the next day on', async () => {
      const made = await sign();
      const ended = await run('endPartnerShop', at(made, { endedOn: '2017-01-20' }));
      expect(ended).toMatchObject({
        ...{ status: 'ENDED', isRunning: false, endedOn: '2017-01-20', endedReason: '店铺歇业' },
        ...{ validToOn: '2017-12-31', version: 2 },
      });
      expect(await run('endPartnerShop', at(made, { endedOn: '2017-01-20' }))).toMatchObject({ currentVersion: 2 });
      expect(await run('endPartnerShop', at(ended, { endedOn: '2017-01-20' }))).toMatchObject({
        ...{ __typename: 'TransitionRefused', state: 'ENDED', allowed: ['TAKE_BACK'] },
      });
      const anew = { name: made['name'], discountPercent: 12 };
      expect(await sign({ ...anew, validFrom: '2017-01-20' })).toMatchObject({ rule: 'ONE_CONTRACT_AT_A_TIME' });
      expect(await sign({ ...anew, validFrom: '2017-01-21' })).toMatchObject({ isRunning: true, discountPercent: 12 });
      const facts = await db.app.query<object[]>(
        `select facts ->> 'lastOn' as last from change where entity_id = $1 and version = 2`,
        [made.id],
      );
      expect(facts).toEqual([{ last: '2017-01-20' }]);
    });

    it('on a day of the contract before its last, which may still be to come', async () => {
      const made = await sign();
      for (const endedOn of ['2016-12-31', '2017-12-31', '2018-01-01'])
        expect(await run('endPartnerShop', at(made, { endedOn }))).toMatchObject({
          ...{ rule: 'ENDED_WITHIN_CONTRACT', field: 'endedOn' },
        });
      expect(await run('endPartnerShop', at(made, { endedOn: '2017-02-28' }))).toMatchObject({
        ...{ status: 'ENDED', isRunning: true },
      });
    });
  });

  it('run out by their term without a step', async () => {
    const made = await sign({ validTo: '2017-01-31' });
    const running = async (on: string): Promise<unknown> => {
      const { data } = await executeSubgraph<{ partnerShop: unknown }>(enterprisesSubgraph, {
        ...{
          db: db.app,
          viewer: maker,
          variables: { id: made.id },
          clock: fixedClock(new Date(`${on}T12:00:00+08:00`)),
        },
        query: 'query ($id: ID!) { partnerShop(id: $id) { isRunning status } }',
      });
      return data.partnerShop;
    };
    expect(await running('2016-12-31')).toEqual({ isRunning: false, status: 'SIGNED' });
    expect(await running('2017-01-31')).toEqual({ isRunning: true, status: 'SIGNED' });
    expect(await running('2017-02-01')).toEqual({ isRunning: false, status: 'SIGNED' });
  });

  it('are taken back by a counter-entry when they were recorded wrongly: on no list, and in nobody’s way', async () => {
    const made = await sign();
    const taken = await run('correctPartnerShop', at(made, { reason: '折扣误录' }));
    expect(taken).toMatchObject({ status: 'TAKEN_BACK', isRunning: false, correctedOn: '2017-01-23', version: 2 });
    const { data } = await ask(
      db.app,
      `query ($id: ID!, $name: String!) { partnerShop(id: $id) { correctedReason } partnerShops(where: { name: { eq: $name } }) { totalCount } }`,
      { id: made.id, name: made['name'] },
    );
    expect(data).toEqual({ partnerShop: { correctedReason: '折扣误录' }, partnerShops: { totalCount: 0 } });
    expect(await run('correctPartnerShop', at(taken))).toMatchObject({ __typename: 'TransitionRefused' });
    expect(await sign({ name: made['name'], discountPercent: 9 })).toMatchObject({ discountPercent: 9 });
    const kept = await db.owner.query<object[]>(
      'select reason, corrected_by, enterprise_id from entry_correction where shop_id = $1',
      [made.id],
    );
    expect(kept).toEqual([{ reason: '折扣误录', corrected_by: 'maker-1', enterprise_id: null }]);
  });

  describe('pass on when their union is dissolved', () => {
    const gone = { dissolvedOn: '2017-01-20', reason: '合并' };
    const dissolve = (id: string, successorId: string): Promise<Answer> =>
      mutate(db, 'dissolveUnion', at({ id, version: 1 }, { ...gone, successorId }), {
        ...{ selection: '... on TradeUnion { id }', viewer: city },
      });

    it('those that run, and no other', async () => {
      const old = await aUnion(db.owner, { parent_id: federation });
      const [running, over] = [
        await sign({ unionId: old }),
        await sign({ unionId: old, validFrom: '2016-06-01', validTo: '2016-12-31' }),
      ];
      const ended = await sign({ unionId: old });
      await run('endPartnerShop', at(ended, { endedOn: '2017-01-10' }));
      expect(await dissolve(old, federation)).toMatchObject({ __typename: 'TradeUnion' });
      const rows = await db.owner.query<object[]>(
        'select union_id, version from partner_shop where id = any($1::uuid[]) order by id',
        [[running.id, over.id, ended.id]],
      );
      expect(rows).toEqual([
        { union_id: federation, version: 2 },
        { union_id: old, version: 1 },
        { union_id: old, version: 2 },
      ]);
    });

    it('but not while the successor has a contract with the same shop', async () => {
      const old = await aUnion(db.owner, { parent_id: federation });
      const name = '两家都签超市';
      const made = await sign({ unionId: old, name });
      await sign({ unionId: federation, name });
      expect(await dissolve(old, federation)).toMatchObject({
        ...{ rule: 'SHOPS_OF_BOTH', field: 'successorId', facts: [{ name: 'count', value: '1' }] },
      });
      await run('endPartnerShop', at(made, { endedOn: '2017-01-19' }));
      expect(await dissolve(old, federation)).toMatchObject({ __typename: 'TradeUnion' });
    });

    it('but not when the successor signs with the same shop at the same moment: nothing changes then', async () => {
      const old = await aUnion(db.owner, { parent_id: federation });
      const name = '同时两家都签超市';
      const made = await sign({ unionId: old, name });
      let both: readonly Promise<Answer>[] = [];
      await heldBeforeCommit(db, async () => {
        const signed = sign({ unionId: federation, name });
        await untilWaiting(db);
        both = [signed, dissolve(old, federation)];
        await untilWaiting(db, 2);
      });
      expect(await Promise.all(both)).toMatchObject([
        { __typename: 'PartnerShop' },
        { rule: 'SHOPS_OF_BOTH', field: 'successorId' },
      ]);
      const kept = await db.owner.query<object[]>(
        `select s.version, s.union_id = $2 as stays, u.dissolved_on as gone from partner_shop s join trade_union u on u.id = $2 where s.id = $1`,
        [made.id, old],
      );
      expect(kept).toEqual([{ version: 1, stays: true, gone: null }]);
    });
  });

  it('I34: are written by who has the right, in their regions, and unknown next door', async () => {
    const made = await sign();
    const neighbour = viewerWith({ role: 'maker', read: ['341102'], subject: 'maker-2' });
    expect(await sign({}, neighbour)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await sign({ region: '341102' }, neighbour)).toMatchObject({ code: 'NOT_FOUND' });
    for (const role of ['checker', 'cashier', 'auditor', 'province'] as const)
      expect(await sign({}, viewerWith({ role, read: ['340000'] }))).toMatchObject({ code: 'FORBIDDEN' });
    const end = at(made, { endedOn: '2017-01-20' });
    expect(await run('endPartnerShop', end, neighbour)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run('correctPartnerShop', at(made), neighbour)).toMatchObject({ code: 'NOT_FOUND' });
    const { errors } = await ask(db.app, `{ partnerShop(id: "${made.id}") { id } }`, {}, neighbour);
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('I34: are written for the unions of an officer who is bounded by them, and those of others are unknown', async () => {
    const mine = await aUnion(db.owner, { parent_id: federation });
    const bounded = viewerWith({ role: 'maker', read: ['340103'], subject: 'union-maker', readUnions: [mine] });
    expect(await sign({ unionId: union }, bounded)).toMatchObject({ code: 'FORBIDDEN' });
    const own = await sign({ unionId: mine }, bounded);
    expect(own).toMatchObject({ status: 'SIGNED' });
    const foreign = await sign();
    expect(await run('endPartnerShop', at(foreign, { endedOn: '2017-01-20' }), bounded)).toMatchObject({
      code: 'NOT_FOUND',
    });
    const { data } = await ask(db.app, '{ partnerShops { nodes { id } } }', {}, bounded);
    expect(data).toEqual({ partnerShops: { nodes: [{ id: own.id }] } });
  });

  it('are shown to a department that may write and not read: what it wrote, and nothing else', async () => {
    const scope = { role: 'partner', subject: 'commerce-1', department: 'COMMERCE', subgraph: 'enterprises' } as const;
    const commerce = viewerWith({ ...scope, read: ['340100'], scopes: ['shop:write'] });
    const made = await sign({}, commerce);
    expect(made).toMatchObject({ __typename: 'PartnerShop', isRunning: true });
    const { errors } = await ask(db.app, '{ partnerShops { totalCount } }', {}, commerce);
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('keep what was signed: the application changes no term, takes nothing back by hand and deletes nothing', async () => {
    const made = await sign();
    const denied = /permission denied/;
    for (const set of ['discount_percent = 9', `name = '改名'`, `valid_to_on = null`, `corrected_on = '2017-01-23'`])
      await expect(db.app.query(`update partner_shop set ${set} where id = $1`, [made.id])).rejects.toThrow(denied);
    await expect(db.app.query('delete from partner_shop')).rejects.toThrow(denied);
  });

  testTransitions({ machine: partnerShopMachine, database: db, table: 'partner_shop' });
});
