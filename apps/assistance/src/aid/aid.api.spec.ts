import { beforeAll, describe, expect, it } from '@jest/globals';
import { rebuildRollups, rollupDrift } from '@nuan/database';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import {
  aBeneficiary,
  aCampaign,
  aCashPayment,
  aPayment,
  type Holding,
  passedDown,
  raised,
} from '../ledger/money-builders';

const AID = `distributed bySource { source amount } byGroup { group count { value unit precision } amount } byPurpose { purpose amount } nonCashRate suppressed asOf`;

describe('the aid block', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = <T = Record<string, unknown>>(query: string, viewer = viewerWith(), variables = {}) =>
    executeSubgraph<T>(assistanceSubgraph, { db: db.app, viewer, query, variables });
  const aidOf = async (code: string, args: string): Promise<unknown> => {
    const { data, errors } = await run<{ region: { aid: unknown } }>(
      `{ region(code: "${code}") { aid(${args}) { ${AID} } } }`,
    );
    expect(errors).toEqual([]);
    return data.region.aid;
  };
  const [household, worker, enterprise] = [newId(), newId(), newId()];
  let holding: Holding;
  let campaign = '';
  let reversed = '';

  beforeAll(async () => {
    campaign = await aCampaign(db.app, { code: 'AID2017' });
    const root = await raised(db.app, 9_000_000, { campaign_code: campaign });
    holding = await passedDown(db.app, root, '340102', 5_000_000);
    await aBeneficiary(db.app, campaign, { beneficiary_id: household });
    await aBeneficiary(db.app, campaign, {
      beneficiary_id: worker,
      target_group: 'DISTRESSED_ENTERPRISE_WORKER',
      region_code: '340100',
    });
    await aPayment(db.owner, holding, { household_id: household });
    await aPayment(db.owner, holding, {
      household_id: household,
      campaign_code: null,
      purpose: 'MEDICAL',
      amount_fen: 20_000,
      is_first_of_year: false,
    });
    await aCashPayment(db.owner, holding, {
      payee_id: worker,
      region_code: '340100',
      amount_fen: 20_000,
      enterprise_id: enterprise,
    });
    const before = {
      filed_at: '2016-05-01 10:00+08',
      approved_at: '2016-05-02 09:00+08',
      paid_at: '2016-05-02 15:00+08',
    };
    await aPayment(db.owner, holding, { household_id: household, campaign_code: null, ...before });
    reversed = await aPayment(db.owner, holding, { region_code: '340202' });
    await aPayment(db.owner, holding, { status: 'RESERVED', paid_at: null, paid_by: null, is_first_of_year: false });
    await db.owner.query(
      `update disbursement set version = version + 1, status = 'REVERSED', is_first_of_year = false, reversal_reason = '重复发放', reversal_requested_by = 'cashier-1',
         reversal_requested_at = '2017-01-06 09:00+08', reversed_by = 'checker-2', reversed_at = '2017-01-06 10:00+08' where id = $1`,
      [reversed],
    );
  });

  it('adds a campaign up: sources, groups in their units, purposes, the share not paid in cash', async () => {
    expect(await aidOf('340000', 'campaign: "AID2017"')).toEqual({
      distributed: '1000.00',
      bySource: [{ source: 'CENTRAL_FISCAL_AID', amount: '1000.00' }],
      byGroup: [
        { group: 'FILED_HOUSEHOLD', count: { value: 1, unit: 'HOUSEHOLD', precision: 'EXACT' }, amount: '800.00' },
        {
          group: 'DISTRESSED_ENTERPRISE_WORKER',
          count: { value: 1, unit: 'PERSON', precision: 'AT_LEAST' },
          amount: '200.00',
        },
      ],
      byPurpose: [
        { purpose: 'LIVING', amount: '800.00' },
        { purpose: 'CONSOLATION', amount: '200.00' },
      ],
      nonCashRate: 0.8,
      suppressed: false,
      asOf: '2017-01-23T18:00:00.000+08:00',
    });
  });

  it('counts a beneficiary of several payments once in a year', async () => {
    expect(await aidOf('340100', 'year: 2017')).toMatchObject({
      distributed: '1200.00',
      byGroup: [
        { group: 'FILED_HOUSEHOLD', count: { value: 1, precision: 'EXACT' }, amount: '1000.00' },
        { group: 'DISTRESSED_ENTERPRISE_WORKER', count: { value: 1 } },
      ],
    });
    expect(await aidOf('340102', 'year: 2016')).toMatchObject({
      distributed: '800.00',
      byGroup: [{ count: { value: 1 } }],
    });
  });

  it('narrows by both when both are given, and asks for one at least', async () => {
    expect(await aidOf('340100', 'campaign: "AID2017", year: 2016')).toMatchObject({
      distributed: '0.00',
      byGroup: [],
      nonCashRate: null,
    });
    const { errors } = await run('{ region(code: "340100") { aid { distributed } } }');
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['region', 'aid'] }]);
  });

  it('leaves out what is reversed or not yet paid', async () => {
    expect(await aidOf('340200', 'campaign: "AID2017"')).toMatchObject({ distributed: '0.00', byGroup: [] });
  });

  it('reads all regions of a request in one statement, beside one for the groups of the campaign', async () => {
    const query = '{ regions(under: "340000", level: PREFECTURE) { aid(campaign: "AID2017") { distributed } } }';
    const { result, statements } = await countStatements(db.app, () => run<{ regions: object[] }>(query));
    expect(result.data.regions).toHaveLength(16);
    expect(statements).toHaveLength(2);
  });

  it('is null and FORBIDDEN at its own path for a region beside the viewer’s, and leaves the names', async () => {
    const { data, errors } = await run(
      '{ regions(under: "340000", level: PREFECTURE) { code aid(year: 2017) { distributed } } }',
      viewerWith({ role: 'city', read: ['340100'] }),
    );
    const regions = data['regions'] as { code: string; aid: object | null }[];
    expect(regions.filter(({ aid }) => aid !== null).map(({ code }) => code)).toEqual(['340100']);
    expect(errors).toHaveLength(15);
    expect(errors[0]).toMatchObject({ code: 'FORBIDDEN', path: ['regions', 1, 'aid'] });
  });

  it('adds up what the workers of an enterprise were given, in two statements for any number', async () => {
    const keys = [newId(), enterprise].map((id) => ({ __typename: 'Enterprise', id }));
    const query = `query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Enterprise { consoled(campaign: "AID2017") { ${AID} } } } }`;
    const { result, statements } = await countStatements(db.app, () =>
      run<{ _entities: unknown[] }>(query, viewerWith(), { keys }),
    );
    expect(result.errors).toEqual([]);
    expect(result.data._entities).toMatchObject([
      { consoled: { distributed: '0.00', byGroup: [], nonCashRate: null } },
      {
        consoled: {
          distributed: '200.00',
          bySource: [{ source: 'CENTRAL_FISCAL_AID', amount: '200.00' }],
          byGroup: [
            {
              group: 'DISTRESSED_ENTERPRISE_WORKER',
              count: { value: 1, unit: 'PERSON', precision: 'AT_LEAST' },
              amount: '200.00',
            },
          ],
          byPurpose: [{ purpose: 'CONSOLATION', amount: '200.00' }],
          nonCashRate: 0,
        },
      },
    ]);
    expect(statements).toHaveLength(2);
  });

  it('never drifts from the rows, whatever happens to them', async () => {
    expect(await rollupDrift(db.owner)).toEqual([]);
    await db.owner.query('update disbursement set version = version + 1, region_code = $2 where id = $1', [
      reversed,
      '340800',
    ]);
    await db.owner.query(`update campaign_beneficiary set is_migrant = true`);
    await db.owner.query(`delete from disbursement where status = 'RESERVED'`);
    expect(await rollupDrift(db.owner)).toEqual([]);
    await rebuildRollups(db.owner);
    expect(await rollupDrift(db.owner)).toEqual([]);
    expect(await aidOf('340000', 'campaign: "AID2017"')).toMatchObject({ distributed: '1000.00' });
  });
});
