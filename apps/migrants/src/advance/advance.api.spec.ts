import { describe, expect, it } from '@jest/globals';
import { FeedConsumer } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';
import { migrantsFollows } from '../projection/migrants.follows';
import { aWageCase } from '../row-builders';

const REQUEST = `... on AdvanceRequest { id version amount sharePercent reason requestedOn workers { value } wageCase { id advance { id } }
  region { code } enterprise { id } }`;
const RULE = '... on AdvanceRule { id region { code } sharePercent validFrom }';
const province = viewerWith({ subject: 'province-1' });

describe('advancing wages', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const request = (wageCaseId: string, input: object = {}): Promise<Answer> =>
    answerOf(
      db,
      'requestAdvance',
      { wageCaseId, reason: '工人急需返乡', idempotencyKey: aKey(), ...input },
      { selection: REQUEST },
    );
  const setRule = (input: object, viewer = province): Promise<Answer> =>
    answerOf(db, 'setAdvanceRule', { basis: '样例', idempotencyKey: aKey(), ...input }, { selection: RULE, viewer });

  it('asks for the share that the rule of the region allows, and hands it over by the feed', async () => {
    const wageCase = await aWageCase(db.owner);
    const advance = await request(wageCase);
    expect(advance).toMatchObject({
      ...{ amount: '70000.00', sharePercent: 70, requestedOn: '2017-01-23', workers: { value: 10 } },
      ...{ wageCase: { id: wageCase, advance: { id: advance.id } }, region: { code: '340102' } },
    });
    const [change] = await db.owner.query<object[]>(
      `select entity, region_code as region, facts ->> 'wageCaseId' as "wageCaseId", facts ->> 'amountFen' as amount from change where entity_id = $1`,
      [advance.id],
    );
    expect(change).toEqual({ entity: 'AdvanceRequest', region: '340102', wageCaseId: wageCase, amount: '7000000' });
    const query = '{ advanceRequests(where: { region: { under: "340100" } }) { nodes { id amount } totalCount } }';
    const { data } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: countyMaker, query });
    expect(data['advanceRequests']).toEqual({ nodes: [{ id: advance.id, amount: '70000.00' }], totalCount: 1 });
  });

  it('shows what assistance has advanced as its feed tells it, and is open again when that was taken back', async () => {
    const assistance = migrantsFollows.find(({ source }) => source === 'assistance');
    const wageCase = await aWageCase(db.owner);
    const { id } = await request(wageCase);
    const paying = newId();
    let version = 0;
    const told = async (status: string, paidOn: string | null = null): Promise<void> => {
      if (!assistance) throw new TypeError('assistance is followed');
      const at = new Date('2017-01-25T10:00+08:00');
      const facts = { requestId: id, status, amountFen: '7000000', paidOn };
      const change = { entity: 'RequestPayment', id: paying, version: (version += 1), regionCode: '340102' };
      const page = { cursor: newId(), hasMore: false, remaining: 0, asOf: at };
      const changes = [{ ...change, facts, changedAt: at }];
      await new FeedConsumer(db.app, assistance, () => Promise.resolve({ ...page, changes })).step();
    };
    const shown = async (): Promise<unknown> => {
      const query = `{ wageCase(id: "${wageCase}") { owed recovered advance { state paid paidOn } } }`;
      return (await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: countyMaker, query })).data['wageCase'];
    };
    const money = { owed: '100000.00', recovered: '0.00' };
    expect(await shown()).toEqual({ ...money, advance: { state: 'OPEN', paid: null, paidOn: null } });
    await told('SENT');
    expect(await shown()).toEqual({ ...money, advance: { state: 'IN_PAYMENT', paid: null, paidOn: null } });
    await told('PAID', '2017-01-25');
    const paid = { state: 'PAID', paid: '70000.00', paidOn: '2017-01-25' };
    expect(await shown()).toEqual({ ...money, advance: paid });
    const query = '{ advanceRequests(where: { state: { eq: PAID } }) { nodes { id } } }';
    const { data } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: countyMaker, query });
    expect(data['advanceRequests']).toEqual({ nodes: [{ id }] });
    await told('REVERSED', '2017-01-25');
    expect(await shown()).toEqual({ ...money, advance: { state: 'OPEN', paid: null, paidOn: null } });
  });

  it('is asked for once a case, even at once', async () => {
    const wageCase = await aWageCase(db.owner);
    const outcomes = await Promise.all([request(wageCase), request(wageCase)]);
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual(['AdvanceRequest', 'RuleBroken']);
    expect(outcomes).toContainEqual(expect.objectContaining({ rule: 'ADVANCE_REQUESTED_BEFORE', field: 'wageCaseId' }));
    const key = { idempotencyKey: aKey(), amount: '1.00' };
    const other = await aWageCase(db.owner);
    expect((await request(other, key)).id).toBe((await request(other, key)).id);
  });

  it('is never more than the share, nor more than is still owed', async () => {
    const above = await request(await aWageCase(db.owner), { amount: '70000.01' });
    expect(above).toMatchObject({
      ...{ rule: 'ADVANCE_ABOVE_SHARE', field: 'amount' },
      facts: [
        { name: 'limit', value: '70000.00' },
        { name: 'sharePercent', value: '70' },
      ],
    });
    const mostlyPaid = await aWageCase(db.owner, { state: 'PART_PAID', recovered_fen: '9000000' });
    expect(await request(mostlyPaid)).toMatchObject({ amount: '10000.00' });
    expect(await request(await aWageCase(db.owner), { amount: '0.00' })).toMatchObject({ rule: 'AMOUNT_POSITIVE' });
  });

  it.each([
    ['REPORTED', {}],
    ['PAID', { recovered_fen: '10000000', settled_on: '2017-01-20' }],
    ['CLOSED', { settled_on: '2017-01-20' }],
  ])('is refused in a case that is %s', async (state, row) => {
    const refused = await request(await aWageCase(db.owner, { state, ...row }));
    expect(refused).toMatchObject({ rule: 'CASE_NOT_ADVANCEABLE', facts: [{ name: 'state', value: state }] });
  });

  it('follows the rule of the nearest region, from the day it holds', async () => {
    const hefei = viewerWith({ role: 'city', read: ['340100'], subject: 'city-1' });
    const rule = await setRule({ regionCode: '340100', sharePercent: 50 }, hefei);
    expect(rule).toMatchObject({ region: { code: '340100' }, sharePercent: 50, validFrom: '2017-01-23' });
    await setRule({ regionCode: '340102', sharePercent: 30, validFrom: '2017-02-01' }, hefei);
    expect(await request(await aWageCase(db.owner))).toMatchObject({ amount: '50000.00', sharePercent: 50 });
    const again = await setRule({ regionCode: '340100', sharePercent: 60 }, hefei);
    expect(again).toMatchObject({ rule: 'ONE_RULE_A_DAY', field: 'validFrom' });
    const past = await setRule({ regionCode: '340100', sharePercent: 60, validFrom: '2017-01-22' }, hefei);
    expect(past).toMatchObject({ rule: 'RULE_IN_THE_PAST', field: 'validFrom' });
    const query = '{ advanceRules(region: "340102") { region { code } sharePercent } }';
    const { data } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: countyMaker, query });
    expect(data['advanceRules']).toEqual([
      { region: { code: '340000' }, sharePercent: 70 },
      { region: { code: '340100' }, sharePercent: 50 },
    ]);
  });

  it('I34: is asked for in its region alone, and its rule set by cities and the province in theirs', async () => {
    const input = { wageCaseId: await aWageCase(db.owner), reason: '返乡', idempotencyKey: aKey() };
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    const refused = await mutate(db, 'requestAdvance', input, { selection: REQUEST, viewer: wuhu });
    expect(refused.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const rule = { regionCode: '340102', sharePercent: 50, basis: '样例', idempotencyKey: aKey() };
    const maker = await mutate(db, 'setAdvanceRule', rule, { selection: RULE });
    expect(maker.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
