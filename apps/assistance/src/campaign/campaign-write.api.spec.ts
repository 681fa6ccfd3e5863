import { describe, expect, it } from '@jest/globals';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aBeneficiary, aCampaign, aPayment, type Holding, passedDown, raised } from '../ledger/money-builders';
import { aKey, type Answer, answerOf, mutate } from '../mutation-kit';

const CAMPAIGN = `... on Campaign { id version code name status startsOn endsOn noticeNo region { code } groups { kind } }`;
const PLAN = `${CAMPAIGN} ... on CampaignCodeTaken { rule field code }`;
const FIGURES = `status asOf raised distributed total { value unit } coverage { eligible reached missed }
  groups { kind eligible { value } count { value } ofWhichMigrant { value } amount }`;
const province = viewerWith();

let serial = 0;
const aRequest = (input: object = {}): object => ({
  code: `ROUND${String((serial += 1))}`,
  name: '2018年元旦春节送温暖活动',
  regionCode: '340000',
  startsOn: '2017-01-20',
  endsOn: '2018-02-15',
  noticeNo: '测试〔2017〕1号',
  groups: [{ kind: 'FILED_HOUSEHOLD' }, { kind: 'ON_DUTY_WORKER', precision: 'AT_LEAST' }],
  idempotencyKey: aKey(),
  ...input,
});

describe('writing campaigns', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = (name: string, input: object, viewer = province): Promise<Answer> =>
    answerOf(db, name, input, { selection: name === 'planCampaign' ? PLAN : CAMPAIGN, viewer });
  const step = ({ id, version }: Answer): object => ({ id, expectedVersion: version });
  const figures = async (code: string, viewer = province): Promise<unknown> => {
    const query = `{ campaign(code: "${code}") { ${FIGURES} } }`;
    return (await executeSubgraph(assistanceSubgraph, { db: db.app, viewer, query })).data['campaign'];
  };

  it('announces a campaign with its groups in order, once for a key, and its code once for all', async () => {
    const request = aRequest();
    const planned = await run('planCampaign', request);
    expect(planned).toMatchObject({
      ...{ status: 'PLANNED', version: 1, region: { code: '340000' }, noticeNo: '测试〔2017〕1号' },
      groups: [{ kind: 'FILED_HOUSEHOLD' }, { kind: 'ON_DUTY_WORKER' }],
    });
    expect(await run('planCampaign', request)).toMatchObject({ id: planned.id });
    const taken = await run('planCampaign', aRequest({ code: planned['code'] }));
    expect(taken).toMatchObject({ __typename: 'CampaignCodeTaken', field: 'code', code: planned['code'] });
  });

  it.each([
    ['a window that ends before it begins', { endsOn: '2017-01-19' }, 'WINDOW_ENDS_BEFORE_START', 'endsOn'],
    ['a group twice', { groups: [{ kind: 'ON_DUTY_WORKER' }, { kind: 'ON_DUTY_WORKER' }] }, 'GROUP_TWICE', 'groups'],
  ])('refuses %s', async (_what, input, rule, field) => {
    expect(await run('planCampaign', aRequest(input))).toMatchObject({ rule, field });
  });

  it('goes from planned to open to closing to closed, and no other way', async () => {
    let campaign = await run('planCampaign', aRequest());
    expect(await run('closeCampaign', step(campaign))).toMatchObject({
      __typename: 'TransitionRefused',
      allowed: ['OPEN'],
    });
    for (const [event, status] of [
      ['openCampaign', 'OPEN'],
      ['startClosingCampaign', 'CLOSING'],
      ['closeCampaign', 'CLOSED'],
    ] as const) {
      campaign = await run(event, step(campaign));
      expect(campaign).toMatchObject({ status });
    }
    expect(await run('openCampaign', step(campaign))).toMatchObject({ __typename: 'TransitionRefused', allowed: [] });
  });

  it('changes what is not over: all of it while planned, its last day while open', async () => {
    let campaign = await run('planCampaign', aRequest());
    campaign = await run('changeCampaign', { ...step(campaign), name: '送温暖', startsOn: '2017-02-01' });
    expect(campaign).toMatchObject({ name: '送温暖', startsOn: '2017-02-01', endsOn: '2018-02-15', version: 2 });
    campaign = await run('openCampaign', step(campaign));
    const early = await run('changeCampaign', { ...step(campaign), startsOn: '2017-01-01' });
    expect(early).toMatchObject({ rule: 'CAMPAIGN_BEGUN', field: 'startsOn' });
    campaign = await run('changeCampaign', { ...step(campaign), endsOn: '2018-03-01' });
    campaign = await run('startClosingCampaign', step(campaign));
    expect(await run('changeCampaign', { ...step(campaign), name: '再改' })).toMatchObject({ rule: 'CAMPAIGN_OVER' });
  });

  it('does not begin after its window', async () => {
    const campaign = await run('planCampaign', aRequest({ startsOn: '2017-01-01', endsOn: '2017-01-22' }));
    expect(await run('openCampaign', step(campaign))).toMatchObject({ rule: 'WINDOW_OVER', field: 'id' });
  });

  it('is run by the province or a city, each in its own region', async () => {
    const chuzhou = viewerWith({ role: 'city', read: ['341100'] });
    const own = await run('planCampaign', aRequest({ regionCode: '341100' }), chuzhou);
    expect(own).toMatchObject({ region: { code: '341100' } });
    const code = async (name: string, input: object, viewer = chuzhou): Promise<unknown> =>
      (await mutate(db, name, input, { selection: CAMPAIGN, viewer })).errors[0]?.code;
    expect(await code('planCampaign', aRequest())).toBe('FORBIDDEN');
    expect(await code('planCampaign', aRequest({ regionCode: '341102' }), province)).toBe('BAD_USER_INPUT');
    const foreign = await run('planCampaign', aRequest());
    expect(await code('openCampaign', step(foreign))).toBe('NOT_FOUND');
    const maker = viewerWith({ role: 'maker', read: ['341100'] });
    expect(await code('openCampaign', step(own), maker)).toBe('FORBIDDEN');
    expect(await code('planCampaign', aRequest({ code: 'lower' }), province)).toBe('BAD_USER_INPUT');
  });

  describe('with payments', () => {
    const aRound = async (): Promise<{ code: string; holding: Holding; campaign: Answer }> => {
      const code = await aCampaign(db.owner, { status: 'CLOSING' });
      const root = await raised(db.owner, 500_000, { campaign_code: code });
      const holding = await passedDown(db.owner, root, '340102', 400_000);
      await aBeneficiary(db.owner, code, { is_migrant: true });
      await aBeneficiary(db.owner, code, { region_code: '341102', reached_on: null, paid_on: null });
      await aPayment(db.owner, holding);
      const [row] = await db.app.query<Answer[]>('select id, version from campaign where code = $1', [code]);
      return { code, holding, campaign: row as Answer };
    };

    it('is not closed while payments are under way', async () => {
      const { holding, campaign } = await aRound();
      const paid = { paid_by: null, paid_at: null, is_first_of_year: false, bank_ref: null };
      const payment = await aPayment(db.owner, holding, { ...paid, status: 'APPROVED' });
      const refused = await run('closeCampaign', step(campaign));
      expect(refused).toMatchObject({
        rule: 'PAYMENTS_UNDER_WAY',
        field: 'id',
        facts: [{ name: 'underWay', value: '1' }],
      });
      await db.owner.query(
        `update disbursement set version = version + 1, status = 'RELEASED', released_at = now(), released_by = 'maker-1', release_reason = '取消' where id = $1`,
        [payment],
      );
      expect(await run('closeCampaign', step(campaign))).toMatchObject({ status: 'CLOSED' });
    });

    it('answers from frozen figures once closed, for the province and for a city, whatever moves afterwards', async () => {
      const { code, holding, campaign } = await aRound();
      const hefei = viewerWith({ role: 'city', read: ['340100'] });
      const before = (await figures(code)) as object;
      const ofHefei = (await figures(code, hefei)) as object;
      expect(before).toMatchObject({
        ...{ raised: '5000.00', distributed: '800.00', coverage: { eligible: 2, reached: 1, missed: 1 } },
        total: [
          { value: 1, unit: 'HOUSEHOLD' },
          { value: 0, unit: 'PERSON' },
        ],
      });
      await run('closeCampaign', step(campaign));
      await aPayment(db.owner, holding, { amount_fen: 30_000 });
      await aBeneficiary(db.owner, code);
      await raised(db.owner, 70_000, { campaign_code: code });
      const frozen = { status: 'CLOSED', asOf: '2017-01-23T18:00:00.000+08:00' };
      expect(await figures(code)).toEqual({ ...before, ...frozen });
      expect(await figures(code, hefei)).toEqual({ ...ofHefei, ...frozen });
    });

    it('is closed only after whoever checks a payment of it is done', async () => {
      const { code, campaign } = await aRound();
      const runner = db.app.createQueryRunner();
      await runner.startTransaction();
      await runner.query('select 1 from campaign where code = $1 for share', [code]);
      let closed = false;
      const closing = run('closeCampaign', step(campaign)).finally(() => (closed = true));
      for (let waiting = 0; waiting === 0 && !closed;) {
        const [row] = await db.owner.query<{ count: number }[]>(
          `select count(*)::int as count from pg_locks l join pg_stat_activity a using (pid)
           where not l.granted and a.datname = current_database()`,
        );
        waiting = row?.count ?? 0;
      }
      expect(closed).toBe(false);
      await runner.rollbackTransaction();
      await runner.release();
      expect(await closing).toMatchObject({ status: 'CLOSED' });
    });
  });
});
