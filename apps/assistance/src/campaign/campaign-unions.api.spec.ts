import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, type Row, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { boundedOfficer, COAL, plantTwoUnions, STEEL } from '../disbursement/union-builders';
import { aCampaign, aPayment, campaignIdOf, passedDown, raised } from '../ledger/money-builders';
import { aKey, answerOf, mutate } from '../mutation-kit';
import { aHousehold, aPerson } from '../plan/casework-builders';

const REGISTERED = '... on BeneficiariesRegistered { listed }';
const REACHED = '... on DeliveryRecorded { recorded newlyReached }';
const WITHDRAWN = '... on BeneficiariesWithdrawn { withdrawn }';

describe('a campaign in a county with two unions', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const reader = boundedOfficer('maker', [STEEL, COAL], { writeUnions: [STEEL] });
  let campaign: string;
  let code: string;
  let steel: string;
  let coal: string;

  beforeAll(() => plantTwoUnions(db));
  beforeEach(async () => {
    code = await aCampaign(db.owner);
    campaign = await campaignIdOf(db.owner, code);
    steel = await aHousehold(db.owner, { union_id: STEEL });
    coal = await aHousehold(db.owner, { union_id: COAL });
  });

  const listed = (beneficiary_id: string, row: Row = {}): Promise<unknown> =>
    insertRow(db.owner, 'campaign_beneficiary', {
      ...{ campaign_code: code, beneficiary_id, target_group: 'FILED_HOUSEHOLD', region_code: '340102' },
      ...{ is_migrant: false, ...row },
    });
  const ask = (name: string, input: object, selection: string, viewer: Viewer = reader) =>
    mutate(db, name, { campaignId: campaign, ...input }, { selection, viewer });
  const forbidden = (field: string): object => ({ errors: [{ code: 'FORBIDDEN', details: { field } }] });

  it('I34: lists homes of the unions for which one writes, not of those that one only reads', async () => {
    const list = (householdIds: string[]) =>
      ask('registerBeneficiaries', { group: 'FILED_HOUSEHOLD', householdIds }, REGISTERED);
    expect(await list([steel, coal])).toMatchObject(forbidden('householdIds'));
    expect((await list([steel])).data).toMatchObject({ registerBeneficiaries: { listed: 1 } });
  });

  it('I34: lists persons of the unions for which one writes, not of those that one only reads', async () => {
    const [own, other] = [await aPerson(db.owner, { union_id: STEEL }), await aPerson(db.owner, { union_id: COAL })];
    const list = (...ids: string[]) => {
      const persons = ids.map((personId) => ({ personId, regionCode: '340102', isMigrant: false }));
      return ask('registerBeneficiaries', { group: 'DISTRESSED_ENTERPRISE_WORKER', persons }, REGISTERED);
    };
    expect(await list(own, other)).toMatchObject(forbidden('persons'));
    expect((await list(own)).data).toMatchObject({ registerBeneficiaries: { listed: 1 } });
  });

  it('I34: marks and withdraws lines of the unions for which one writes alone', async () => {
    for (const home of [steel, coal]) await listed(home, { reached_on: '2017-01-05', paid_on: '2017-01-05' });
    const mark = (...beneficiaryIds: string[]) =>
      ask('markReached', { kind: 'POLICY', beneficiaryIds, deliveredOn: '2017-01-10' }, REACHED);
    expect(await mark(steel, coal)).toMatchObject(forbidden('beneficiaryIds'));
    expect(await db.owner.query('select from campaign_delivery where campaign_code = $1', [code])).toEqual([]);
    expect((await mark(steel)).data).toMatchObject({ markReached: { recorded: 1, newlyReached: 0 } });
    const withdraw = (id: string) =>
      ask('withdrawBeneficiaries', { beneficiaryIds: [id], reason: '登记有误' }, WITHDRAWN);
    expect(await withdraw(coal)).toMatchObject(forbidden('beneficiaryIds'));
  });

  it('I34: is neither announced nor moved by who writes for some unions of its region', async () => {
    const city = boundedOfficer('city', [STEEL], { read: ['340100'] });
    const plan = {
      ...{ code: 'STEEL2017', name: '钢铁慰问', regionCode: '340100', startsOn: '2017-01-20', endsOn: '2017-02-20' },
      ...{ groups: [{ kind: 'FILED_HOUSEHOLD', precision: 'EXACT' }], idempotencyKey: aKey() },
    };
    const steps: [string, object][] = [
      ['planCampaign', plan],
      ['changeCampaign', { id: campaign, expectedVersion: 2, name: '改名' }],
      ['openCampaign', { id: campaign, expectedVersion: 2 }],
      ['startClosingCampaign', { id: campaign, expectedVersion: 2 }],
      ['closeCampaign', { id: campaign, expectedVersion: 2 }],
    ];
    for (const [name, input] of steps) {
      const { errors } = await mutate(db, name, input, { selection: '... on Campaign { id }', viewer: city });
      expect([name, errors]).toMatchObject([name, [{ code: 'FORBIDDEN', message: /whole region/ }]]);
    }
  });

  it('is not closed by a city while a payment of it is under way elsewhere', async () => {
    const round = await aCampaign(db.owner, { status: 'CLOSING', region_code: '340100' });
    const holding = await passedDown(db.owner, await raised(db.owner, 900_000), '340202', 900_000);
    await aPayment(db.owner, holding, {
      ...{ campaign_code: round, region_code: '340202', status: 'SENT', is_first_of_year: false },
      ...{ paid_by: null, paid_at: null, bank_ref: null },
    });
    const [row] = await db.owner.query<{ id: string; version: number }[]>(
      'select id, version from campaign where code = $1',
      [round],
    );
    const viewer = viewerWith({ role: 'city', read: ['340100'] });
    const closing = { id: row?.id, expectedVersion: row?.version };
    const closed = await answerOf(db, 'closeCampaign', closing, { selection: '... on Campaign { status }', viewer });
    expect(closed).toMatchObject({ rule: 'PAYMENTS_UNDER_WAY', facts: [{ name: 'underWay', value: '1' }] });
  });

  describe('and an event of it', () => {
    let event: string;
    beforeEach(async () => {
      event = await insertRow(db.owner, 'consolation_event', {
        ...{ id: newId(), campaign_code: code, region_code: '340102', union_id: STEEL, title: '走访慰问' },
        ...{ target_group: 'FILED_HOUSEHOLD', held_on: '2017-01-20' },
      });
    });
    const pays = async (union_id: string, household_id: string, region_code = '340102'): Promise<void> => {
      const holding = await passedDown(db.owner, await raised(db.owner, 900_000), region_code, 900_000, union_id);
      const paid = { household_id, region_code, campaign_code: code };
      const row = { ...paid, consolation_event_id: event, is_first_of_year: false };
      await aPayment(db.owner, holding, row);
    };
    const totals = (viewer: Viewer) =>
      executeSubgraph(assistanceSubgraph, {
        ...{ db: db.app, viewer, query: '{ consolationEvents { nodes { id recipients { value } amount } } }' },
      });

    it('adds up all its payments, wherever they are made, and tells no sum to who is bounded by unions', async () => {
      await pays(STEEL, steel);
      await pays(COAL, newId(), '340202');
      const { data, errors } = await totals(viewerWith({ role: 'maker', read: ['340102'] }));
      expect(errors).toEqual([]);
      const shown = { id: event, recipients: { value: 2 }, amount: '1600.00' };
      expect(data).toMatchObject({ consolationEvents: { nodes: expect.arrayContaining([shown]) } });
      const bounded = await totals(boundedOfficer('maker'));
      expect(new Set(bounded.errors.map(({ code }) => code))).toEqual(new Set(['FORBIDDEN']));
    });

    it('stays as it is once a payment of another union names it', async () => {
      await pays(COAL, coal);
      const viewer = boundedOfficer('county');
      const change = { id: event, expectedVersion: 1, title: '集中慰问' };
      const selection = '... on ConsolationEvent { version }';
      expect(await answerOf(db, 'changeConsolationEvent', change, { selection, viewer })).toMatchObject({
        rule: 'EVENT_HAS_PAYMENTS',
      });
    });
  });
});
