import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { insertRow, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { boundedOfficer, COAL, plantTwoUnions, STEEL } from '../disbursement/union-builders';
import { aPayment, raised } from '../ledger/money-builders';
import { aKey, mutate } from '../mutation-kit';
import { aHousehold, aPairing, aPlan } from './casework-builders';

const WHOLE_REGION = 'This is of a whole region, and you write for some of its unions.';

describe('casework and rules in a county with two unions', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  beforeAll(() => plantTwoUnions(db));
  const reader = boundedOfficer('maker', [STEEL, COAL], { writeUnions: [STEEL] });

  it('I34: comes after a home to who writes for its union, not to who reads it', async () => {
    const selection = '... on CaseworkTakenOver { plans pairings }';
    for (const [union_id, answer] of [
      [COAL, { errors: [{ code: 'FORBIDDEN', details: { field: 'householdId' } }] }],
      [STEEL, { errors: [], data: { takeOverCasework: { plans: 1, pairings: 1 } } }],
    ] as const) {
      const household_id = await aHousehold(db.owner, { union_id });
      await aPairing(db.owner, { household_id, region_code: '340202' });
      const plan = await aPlan(db.owner, { household_id, region_code: '340202' });
      const taken = await mutate(db, 'takeOverCasework', { householdId: household_id }, { selection, viewer: reader });
      expect(taken).toMatchObject(answer);
      const [row] = await db.owner.query<object[]>('select region_code from aid_plan where id = $1', [plan]);
      expect(row).toEqual({ region_code: union_id === STEEL ? '340102' : '340202' });
    }
  });

  it('I34: goods of a gift are given out by who writes for the union that has it, not by who reads it', async () => {
    const donation_id = await insertRow(db.owner, 'donation', {
      ...{ id: newId(), kind: 'GOODS', donor: '某厂', region_code: '340102', union_id: COAL, cash_fen: 0 },
      ...{ received_on: '2017-01-10' },
    });
    const lotId = await insertRow(db.owner, 'donation_lot', {
      ...{ id: newId(), donation_id, goods: '大米', quantity: 10, measure: '袋', value_fen: 100_000, recipients: 0 },
      ...{ valuation: 'INVOICE' },
    });
    const viewer = boundedOfficer('county', [STEEL, COAL], { writeUnions: [STEEL] });
    const input = { lotId, quantity: 2, recipients: 2, idempotencyKey: aKey() };
    const issued = await mutate(db, 'issueLot', input, { selection: '... on LotIssue { id }', viewer });
    expect(issued.errors).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'lotId' } }]);
    expect(await db.owner.query('select from lot_issue')).toEqual([]);
  });

  it('I34: rules of a region are set by nobody who writes for some of its unions', async () => {
    const city = boundedOfficer('city', [STEEL], { read: ['340100'] });
    const province = { ...boundedOfficer('city', [STEEL], { read: ['340000'] }), role: 'province' as const };
    const terms = { region: '340100', group: 'FILED_HOUSEHOLD', purpose: 'LIVING', capScope: 'HOUSEHOLD_YEAR' };
    const rules: [string, object, typeof city?][] = [
      [
        'createStandard',
        {
          ...{ terms: { ...terms, perPayment: '1.00', perYear: '1.00' }, validFrom: '2017-02-01', basis: '通知' },
          ...{ idempotencyKey: aKey() },
        },
      ],
      ['endStandard', { id: newId(), expectedVersion: 1, validTo: '2017-12-31' }],
      [
        'addMeasureRule',
        {
          ...{ regionCode: '340100', cause: 'MAJOR_ILLNESS', kind: 'MEDICAL_AID', position: 1, dueMonths: 3 },
          ...{ needsStudent: false, needsEmployable: false, basis: '通知', idempotencyKey: aKey() },
        },
      ],
      ['endMeasureRule', { id: newId(), expectedVersion: 1 }],
      ['setVisitCadence', { regionCode: '340100', intervalMonths: 3, basis: '通知', idempotencyKey: aKey() }],
      ['setApprovalLimit', { level: 'COUNTY', expectedVersion: 1, basis: '内部通知' }, province],
    ];
    for (const [name, input, viewer = city] of rules) {
      const { errors } = await mutate(db, name, input, { selection: '', viewer });
      expect([name, errors]).toMatchObject([name, [{ code: 'FORBIDDEN', message: WHOLE_REGION }]]);
    }
  });

  it('a fund’s earmark stays once a payment of another union was checked against it', async () => {
    const fund = await raised(db.owner, 900_000, { union_id: STEEL, region_code: '340102', raised_by: 'COUNTY' });
    await aPayment(db.owner, fund, {
      ...{ union_id: COAL, status: 'VALIDATED', approved_by: null, approved_at: null, paid_by: null, paid_at: null },
      ...{ bank_ref: null, is_first_of_year: false },
    });
    const rule = { groups: ['FILED_HOUSEHOLD'], purposes: ['MEDICAL'] };
    const input = { id: fund.fundId, expectedVersion: 1, rule, reason: '改变用途' };
    const viewer = boundedOfficer('county');
    const { errors, data } = await mutate(db, 'changeFundRule', input, { selection: '... on Fund { id }', viewer });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ changeFundRule: { rule: 'RULE_UNUSED' } });
  });
});
