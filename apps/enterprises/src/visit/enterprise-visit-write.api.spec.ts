import { beforeEach, describe, expect, it } from '@jest/globals';
import { readRollups } from '@nuan/database';
import { newId } from '@nuan/kernel';
import { insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { ask } from '../../testing/ask';
import { aKey, type Answer, city, maker, mutate } from '../../testing/mutate';
import { aCampaign, anEnterprise, aPeriod } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

const SELECTION = `... on EnterpriseVisit { id visitedOn firstInCampaign leaderRank leader workersMet amount goods correctedOn
  region { code } campaign { code } }`;

describe('visits to enterprises', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  let enterprise = '';
  let campaign = '';
  let serial = 0;
  const run = (name: string, input: object, viewer = maker): Promise<Answer> =>
    mutate(db, name, input, { selection: SELECTION, viewer });
  const visit = (more: object = {}): object => ({
    enterpriseId: enterprise,
    campaign,
    visitedOn: '2017-01-18',
    leaderRank: 'PREFECTURE_LEADER',
    leader: '市总工会主席',
    workersMet: 30,
    idempotencyKey: aKey(),
    ...more,
  });
  const record = (more: object = {}, viewer = maker): Promise<Answer> =>
    run('recordEnterpriseVisit', visit(more), viewer);
  const correct = (id: string, viewer = maker): Promise<Answer> =>
    run('correctEnterpriseVisit', { id, reason: '重复登记' }, viewer);
  const counted = async (): Promise<object> => {
    const metrics = ['visit', 'visited', 'workers_met'];
    const cells = (await readRollups(db.app, { metrics, regionCodes: ['340103'], campaign })).get('340103') ?? [];
    return Object.fromEntries(cells.map(({ metric, n, amountFen }) => [metric, [n, Number(amountFen)]]));
  };

  beforeEach(async () => {
    campaign = `CAMPAIGN-${String(++serial)}`;
    await aCampaign(db.owner, { code: campaign });
    enterprise = await anEnterprise(db.owner);
    await aPeriod(db.owner, enterprise);
  });

  it('are recorded once per key, with what they brought', async () => {
    const input = visit({ amount: '5000.00', goods: '1200.50' });
    const made = await run('recordEnterpriseVisit', input);
    expect(made).toMatchObject({
      firstInCampaign: true,
      leaderRank: 'PREFECTURE_LEADER',
      amount: '5000.00',
      goods: '1200.50',
      region: { code: '340103' },
      campaign: { code: campaign },
      correctedOn: null,
    });
    expect(await run('recordEnterpriseVisit', input)).toEqual(made);
    expect(await counted()).toEqual({ visit: [1, 500_000], visited: [1, 0], workers_met: [30, 0] });
  });

  it('count an enterprise once per campaign, however many arrive at the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => record()));
    expect(made.filter(({ firstInCampaign }) => firstInCampaign === true)).toHaveLength(1);
    expect(await counted()).toEqual({ visit: [5, 0], visited: [1, 0], workers_met: [150, 0] });
  });

  it('count no enterprise that is in no distress on the day', async () => {
    await db.owner.query(`update campaign_projection set starts_on = '2016-01-01' where code = $1`, [campaign]);
    expect(await record({ visitedOn: '2016-05-01' })).toMatchObject({ firstInCampaign: false });
    expect(await counted()).toEqual({ visit: [1, 0], workers_met: [30, 0] });
    expect(await record()).toMatchObject({ firstInCampaign: true });
  });

  it('I34: are not corrected by a region that the enterprise has left', async () => {
    const made = await record();
    await db.owner.query(`update enterprise set region_code = '340202', version = version + 1 where id = $1`, [
      enterprise,
    ]);
    expect(await correct(made.id)).toMatchObject({ code: 'NOT_FOUND' });
    const kept = await db.owner.query('select corrected_on from enterprise_visit where id = $1', [made.id]);
    expect(kept).toEqual([{ corrected_on: null }]);
  });

  it('are corrected by a counter-entry; another visit counts in its place and every sum follows at once', async () => {
    const first = await record({ amount: '100.00' });
    const second = await record({ visitedOn: '2017-01-20', workersMet: 7 });
    expect(second).toMatchObject({ firstInCampaign: false });
    expect(await correct(first.id)).toMatchObject({ correctedOn: '2017-01-23', amount: '100.00' });
    expect(await counted()).toEqual({ visit: [1, 0], visited: [1, 0], workers_met: [7, 0] });
    expect(await correct(first.id)).toMatchObject({ rule: 'ENTRY_STANDS', field: 'id' });
    await correct(second.id);
    expect(await counted()).toEqual({});
    expect(await record()).toMatchObject({ firstInCampaign: true });
    const { data } = await ask(
      db.app,
      `query ($id: ID!) { enterprise(id: $id) { visits { workersMet } corrections { reason visit { workersMet } } }
        enterpriseVisits(where: { enterpriseId: { eq: $id } }) { totalCount } }`,
      { id: enterprise },
    );
    expect(data).toEqual({
      enterprise: {
        visits: [{ workersMet: 30 }],
        corrections: [
          { reason: '重复登记', visit: { workersMet: 7 } },
          { reason: '重复登记', visit: { workersMet: 30 } },
        ],
      },
      enterpriseVisits: { totalCount: 1 },
    });
  });

  it('keep the region in which the enterprise was on the day', async () => {
    await insertRow(db.owner, 'enterprise_move', {
      ...{ id: newId(), enterprise_id: enterprise, from_region_code: '340104', to_region_code: '340103' },
      ...{ moved_on: '2017-01-15', recorded_on: '2017-01-16' },
    });
    expect(await record({ visitedOn: '2017-01-14' }, city)).toMatchObject({ region: { code: '340104' } });
    expect(await record({ visitedOn: '2017-01-14' }, maker)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await record({ visitedOn: '2017-01-15' }, city)).toMatchObject({ region: { code: '340103' } });
    // The visit that counts lies in the district from which the enterprise moved, where this maker sees nothing.
    expect(await record({ visitedOn: '2017-01-16' }, maker)).toMatchObject({ firstInCampaign: false });
  });

  it('I32: are refused on a day on which the region did not exist', async () => {
    enterprise = await anEnterprise(db.owner, { region_code: '340722' });
    const anywhere = viewerWith({ role: 'city', read: ['340000'] });
    expect(await record({ visitedOn: '2015-06-01' }, anywhere)).toMatchObject({
      rule: 'REGION_VALID_ON',
      field: 'visitedOn',
      facts: [
        { name: 'region', value: '340722' },
        { name: 'on', value: '2015-06-01' },
      ],
    });
  });

  it.each([
    ['a day to come', { visitedOn: '2017-01-24' }, { rule: 'NOT_IN_THE_FUTURE', field: 'visitedOn' }],
    ['no money', { amount: '0.00' }, { code: 'BAD_USER_INPUT', details: { field: 'amount' } }],
    ['goods below nothing', { goods: '-1.00' }, { code: 'BAD_USER_INPUT', details: { field: 'goods' } }],
    ['fewer workers than none', { workersMet: -1 }, { code: 'BAD_USER_INPUT' }],
    ['a campaign that is no code', { campaign: '送温暖 2017' }, { code: 'BAD_USER_INPUT' }],
    ['an unknown enterprise', { enterpriseId: newId() }, { code: 'NOT_FOUND' }],
  ])('refuse %s', async (_what, more, refusal) => {
    expect(await record(more)).toMatchObject(refusal);
  });

  it('name a campaign that there is, under way, on a day of it; or none', async () => {
    expect(await record({ campaign: 'NONE2017' })).toMatchObject({ rule: 'CAMPAIGN_UNKNOWN', field: 'campaign' });
    for (const status of ['PLANNED', 'CLOSED']) {
      await aCampaign(db.owner, { code: `${campaign}-${status}`, status });
      expect(await record({ campaign: `${campaign}-${status}` })).toMatchObject({
        ...{ rule: 'CAMPAIGN_UNDER_WAY', field: 'campaign', facts: [{ name: 'status', value: status }] },
      });
    }
    await aCampaign(db.owner, { code: `${campaign}-LATER`, starts_on: '2017-01-19', ends_on: null });
    expect(await record({ campaign: `${campaign}-LATER` })).toMatchObject({
      ...{ rule: 'VISITED_IN_CAMPAIGN', field: 'visitedOn', facts: [{ name: 'earliest', value: '2017-01-19' }] },
    });
    await aCampaign(db.owner, { code: `${campaign}-CLOSING`, status: 'CLOSING', ends_on: '2017-01-18' });
    expect(await record({ campaign: `${campaign}-CLOSING` })).toMatchObject({ firstInCampaign: true });
    expect(await record({ campaign: null })).toMatchObject({ firstInCampaign: false, campaign: null });
  });

  it('end with the deregistration', async () => {
    await db.owner.query(`update enterprise set closed_on = '2017-01-19', version = version + 1 where id = $1`, [
      enterprise,
    ]);
    expect(await record({ visitedOn: '2017-01-19' })).toMatchObject({ rule: 'ENTERPRISE_REGISTERED' });
    expect(await record()).toMatchObject({ __typename: 'EnterpriseVisit' });
  });

  it('I34: are recorded and corrected by who may, where they may', async () => {
    const far = viewerWith({ role: 'maker', read: ['341102'] });
    const { id } = await record();
    expect(await record({}, far)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await correct(id, far)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await record({}, viewerWith({ role: 'checker' }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await correct(id, viewerWith({ role: 'checker' }))).toMatchObject({ code: 'FORBIDDEN' });
  });
});
