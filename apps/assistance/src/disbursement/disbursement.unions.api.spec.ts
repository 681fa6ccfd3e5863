import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aPayment, type Holding, passedDown } from '../ledger/money-builders';
import { aKey, answerOf, mutate } from '../mutation-kit';
import { aPerson } from '../plan/casework-builders';
import { revokeScholarships } from '../scholarship/scholarship-grants';
import { act, aDraft, aHousehold, type Ground, payingGround, paymentRow, standards } from './payment-builders';
import { boundedOfficer, COAL, plantTwoUnions, STEEL } from './union-builders';

const SELECTION = `... on Disbursement { id status version } ... on PaymentHeldBack { problems { rule } }`;

describe('a payment that one union makes to a home of another', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let ground: Ground;
  let steel: Holding;
  let home: { id: string; headId: string };

  beforeAll(async () => {
    await standards(db);
    await plantTwoUnions(db);
  });
  beforeEach(async () => {
    ground = await payingGround(db);
    steel = await passedDown(db.owner, ground.holding, '340102', 1_000_000, STEEL);
    home = await aHousehold(ground, { union_id: COAL });
  });

  const draft = (): Promise<string> =>
    aDraft(ground, {
      ...{ household_id: home.id, payee_id: home.headId },
      ...{ union_id: STEEL, allocation_id: steel.allocationId },
    });
  const step = async (name: string, id: string, viewer: Viewer, more: object = {}) => {
    const { version } = await paymentRow({ db }, id);
    const selection =
      name === 'approveDisbursement' || name === 'releaseDisbursement' ? '... on Disbursement { status }' : SELECTION;
    return mutate(db, name, { id, expectedVersion: Number(version), ...more }, { selection, viewer });
  };

  it('I34: is seen by the union of the home, and moved by the union that pays alone', async () => {
    const id = await draft();
    const query = '{ disbursements { totalCount } }';
    const seen = await executeSubgraph(assistanceSubgraph, {
      ...{ db: db.app, viewer: boundedOfficer('maker', [COAL]), query },
    });
    expect(seen).toMatchObject({ errors: [], data: { disbursements: { totalCount: 1 } } });
    for (const [name, more] of [
      ['validateDisbursement', {}],
      ['releaseDisbursement', { reason: '不予发放' }],
    ] as const) {
      const { errors } = await step(name, id, boundedOfficer('maker', [COAL]), more);
      expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    }
    expect(await paymentRow({ db }, id)).toMatchObject({ status: 'DRAFT', version: 1 });
  });

  it('goes to the account that was approved, though the payer doesn’t see the file', async () => {
    const id = await draft();
    for (const [name, role] of [
      ['validateDisbursement', 'maker'],
      ['reserveDisbursement', 'maker'],
      ['approveDisbursement', 'checker'],
      ['sendDisbursement', 'cashier'],
    ] as const) {
      const { errors } = await step(name, id, { ...boundedOfficer(role), subject: `${role}-of-steel` });
      expect([name, errors]).toEqual([name, []]);
    }
    const [file] = await db.owner.query<{ account: string }[]>(
      'select account_token as account from household_projection where id = $1',
      [home.id],
    );
    expect(await paymentRow({ db }, id)).toMatchObject({ status: 'SENT', account_token: file?.account });
  });

  it('I34: comes back by the hand of the union that paid alone', async () => {
    const id = await aPayment(db.owner, steel, { household_id: home.id });
    const input = {
      id,
      expectedVersion: 1,
      amount: '100.00',
      bankRef: 'R1',
      reason: '银行退回',
      idempotencyKey: aKey(),
    };
    const viewer = boundedOfficer('cashier', [COAL]);
    const { errors } = await mutate(db, 'postPaymentReturn', input, {
      ...{ selection: '... on PaymentReturn { amount }', viewer },
    });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await db.owner.query('select from payment_return')).toEqual([]);
  });

  it('takes the scholarship of the home back when it is reversed', async () => {
    const id = await aPayment(db.owner, steel, { household_id: home.id, purpose: 'STUDY', student_id: newId() });
    const grant = await insertRow(db.owner, 'scholarship_grant', {
      ...{ id: newId(), student_id: newId(), household_id: home.id, academic_year: 2016, region_code: '340102' },
      ...{ level: 'SENIOR', is_migrant: false, amount_fen: 80_000, disbursement_id: id, granted_on: '2017-01-05' },
    });
    expect(await act(ground, (tx) => revokeScholarships(tx, [id]), boundedOfficer('cashier'))).toBe(1);
    const [row] = await db.owner.query<object[]>(
      'select revoked_on is not null as gone from scholarship_grant where id = $1',
      [grant],
    );
    expect(row).toEqual({ gone: true });
  });

  it('I34: is filed by nobody who reads the home’s union and doesn’t write for it', async () => {
    const input = {
      ...{ allocationId: steel.allocationId, householdId: home.id, group: 'FILED_HOUSEHOLD', purpose: 'LIVING' },
      ...{ mode: 'BANK_CARD', amount: '800.00', campaign: ground.campaign, idempotencyKey: aKey() },
    };
    const viewer = boundedOfficer('maker', [STEEL, COAL], { writeUnions: [STEEL] });
    const selection = '... on Disbursement { status }';
    const refused = await mutate(db, 'fileDisbursement', input, { selection, viewer });
    expect(refused.errors).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'householdId' } }]);
    const own = await aHousehold(ground, { union_id: STEEL });
    expect(
      await answerOf(db, 'fileDisbursement', { ...input, householdId: own.id }, { selection, viewer }),
    ).toMatchObject({ status: 'DRAFT' });
  });

  it('answers a request that the union of the person sees, which is open for nobody then', async () => {
    const [id, worker_id] = [newId(), newId()];
    await aPerson(db.owner, { id: worker_id, union_id: COAL });
    await insertRow(db.owner, 'payment_request_projection', {
      ...{ id, worker_id, region_code: '340102', amount_fen: 20_000, requested_on: '2017-01-20' },
      ...{ return_service_id: newId(), source_version: 1 },
    });
    const query = `{ open: paymentRequests(where: { isOpen: { eq: true } }) { totalCount }
      answered: paymentRequests(where: { isOpen: { eq: false } }) { nodes { id disbursement { id } } } }`;
    const asked = () =>
      executeSubgraph(assistanceSubgraph, { db: db.app, viewer: boundedOfficer('maker', [COAL]), query });
    expect((await asked()).data).toEqual({ open: { totalCount: 1 }, answered: { nodes: [] } });
    await aPayment(db.owner, steel, { request_id: id });
    expect((await asked()).data).toEqual({
      open: { totalCount: 0 },
      answered: { nodes: [{ id, disbursement: null }] },
    });
  });
});
