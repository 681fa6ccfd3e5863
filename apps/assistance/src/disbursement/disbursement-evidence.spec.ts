import { beforeAll, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { insertRow, type Row, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { FundService } from '../fund/fund.service';
import { FundWriter } from '../fund/fund.writer';
import { reserveDisbursements } from './disbursement-reservation';
import { reverseDisbursements } from './disbursement-reversal';
import { DisbursementSettlement } from './disbursement-settlement';
import { validateDisbursements } from './disbursement-validation';
import {
  act,
  aDraft,
  aHousehold,
  type Ground,
  openProblems,
  payingGround,
  paymentRow,
  standards,
} from './payment-builders';

describe('payments that rest on evidence', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let ground: Ground;
  beforeAll(async () => {
    await standards(db);
    const study = {
      target_group: 'FILED_HOUSEHOLD',
      purpose: 'STUDY',
      per_payment_fen: 500_000,
      per_year_fen: 500_000,
    };
    await insertRow(db.owner, 'aid_standard', {
      id: newId(),
      region_code: '340000',
      ...study,
      valid_from: '2016-01-01',
      basis: '测试',
    });
    ground = await payingGround(db, { fund: { rule_purposes: ['MEDICAL', 'STUDY', 'LIVING'] } });
  });

  const check = (ids: readonly string[]) => act(ground, (tx) => validateDisbursements(tx, ids));
  const reserve = (ids: readonly string[]) => act(ground, (tx) => reserveDisbursements(tx, ids));
  const evidence = (householdId: string, ownFen: number, row: Row = {}): Promise<string> =>
    insertRow(db.owner, 'medical_evidence', {
      id: newId(),
      household_id: householdId,
      person_id: newId(),
      region_code: '340102',
      period_from: '2016-11-01',
      period_to: '2016-12-01',
      invoice_fen: ownFen + 100,
      reimbursed_fen: 100,
      own_cost_fen: ownFen,
      document_ref: newId(),
      recorded_by: 'maker-1',
      recorded_at: '2017-01-10 10:00+08',
      ...row,
    });
  const medical = (home: { id: string; headId: string }, evidenceId: string | null, fen: number, row: Row = {}) =>
    aDraft(ground, {
      household_id: home.id,
      payee_id: home.headId,
      purpose: 'MEDICAL',
      amount_fen: fen,
      medical_evidence_id: evidenceId,
      campaign_code: null,
      ...row,
    });

  it('I22: medical aid needs documented own cost of its household, and gives no more than it', async () => {
    const [home, other] = [await aHousehold(ground), await aHousehold(ground)];
    const own = await evidence(home.id, 100_000);
    const of = async (draft: string): Promise<string[]> => {
      await check([draft]);
      return openProblems(ground, [draft]);
    };
    expect(await of(await medical(home, null, 80_000))).toEqual(['MEDICAL_EVIDENCE']);
    expect(await of(await medical(other, own, 80_000))).toEqual(['MEDICAL_EVIDENCE']);
    expect(await of(await medical(home, own, 100_001))).toEqual(['MEDICAL_OWN_COST']);
    expect(await of(await medical(home, own, 100_000))).toEqual([]);
  });

  it('I22: of two payments on one document the later gets what is left of it, or nothing', async () => {
    const home = await aHousehold(ground);
    const own = await evidence(home.id, 100_000);
    const drafts = [
      await medical(home, own, 60_000),
      await medical(home, own, 60_000),
      await medical(home, own, 40_000),
    ];
    expect(await check(drafts)).toEqual({ valid: 3, refused: 0 });
    const outcomes = await Promise.all(drafts.map((id) => reserve([id])));
    const reserved = outcomes.reduce((sum, outcome) => sum + outcome.reserved, 0);
    expect(reserved).toBeGreaterThan(0);
    const rows = await Promise.all(drafts.map((id) => paymentRow(ground, id)));
    const given = rows
      .filter(({ status }) => status === 'RESERVED')
      .reduce((sum, { amount_fen }) => sum + Number(amount_fen), 0);
    expect(given).toBeLessThanOrEqual(100_000);
    const problems = await openProblems(ground, drafts);
    expect(problems).toHaveLength(3 - reserved);
    expect(new Set(problems)).toEqual(new Set(['MEDICAL_OWN_COST']));
    const [used] = await db.app.query<object[]>('select used_fen::int as fen from medical_evidence where id = $1', [
      own,
    ]);
    expect(used).toEqual({ fen: given });
  });

  it('I22: payments of one act take the document in their order', async () => {
    const home = await aHousehold(ground);
    const own = await evidence(home.id, 100_000);
    const drafts = [await medical(home, own, 60_000), await medical(home, own, 60_000)];
    await check(drafts);
    expect(await reserve(drafts)).toEqual({ reserved: 1, refused: 1 });
  });

  it('I29: a scholarship names a student of the household with evidence, and its payment is the grant', async () => {
    const home = await aHousehold(ground);
    const student = newId();
    const facts = { id: student, household_id: home.id, region_code: '340102', level: 'SENIOR', is_migrant: false };
    await insertRow(db.owner, 'student_projection', { ...facts, source_version: 1 });
    const study = {
      household_id: home.id,
      payee_id: home.headId,
      purpose: 'STUDY',
      amount_fen: 300_000,
      campaign_code: null,
    };
    const nameless = await aDraft(ground, study);
    const draft = await aDraft(ground, { ...study, student_id: student });
    expect(await check([nameless, draft])).toEqual({ valid: 0, refused: 2 });
    expect(await openProblems(ground, [nameless])).toEqual(['STUDENT_NAMED']);
    expect(await openProblems(ground, [draft])).toEqual(['STUDY_EVIDENCE']);
    const seen = { academic_year: 2016, school_kind: 'ORDINARY', is_funded_elsewhere: false, document_ref: '通知书' };
    await insertRow(db.owner, 'study_evidence', {
      ...{ id: newId(), student_id: student, household_id: home.id, region_code: '340102', ...seen },
      ...{ recorded_by: 'maker-1', recorded_at: '2017-01-10 10:00+08' },
    });
    expect(await check([draft])).toEqual({ valid: 1, refused: 0 });
    await reserve([draft]);
    const approved = `approved_by = 'checker-1', approved_at = '2017-01-23 11:00+08'`;
    await db.owner.query(
      `update disbursement set version = version + 1, status = 'APPROVED', ${approved} where id = $1`,
      [draft],
    );
    await db.owner.query(
      `update disbursement set version = version + 1, status = 'SENT', sent_by = 'c', sent_at = '2017-01-23 12:00+08' where id = $1`,
      [draft],
    );
    await act(ground, (tx) => new DisbursementSettlement().markPaid(tx, [{ disbursementId: draft, bankRef: 'B1' }]));
    const grants = (): Promise<object[]> =>
      db.app.query('select academic_year, revoked_on::text as revoked from scholarship_grant where student_id = $1', [
        student,
      ]);
    expect(await grants()).toEqual([{ academic_year: 2016, revoked: null }]);
    await db.owner.query(
      `update disbursement set reversal_requested_by = 'maker-1', reversal_requested_at = now(), reversal_reason = '退回' where id = $1`,
      [draft],
    );
    await act(ground, (tx) => reverseDisbursements(tx, [draft]));
    expect(await grants()).toEqual([{ academic_year: 2016, revoked: '2017-01-23' }]);
  });

  it('I14: an earmark is not changed under payments that are being checked against it', async () => {
    const own = await payingGround(db);
    const draft = await aDraft(own);
    const acts = new Acts(db.app, testClock);
    let [release, validated] = [(): void => undefined, (): void => undefined];
    const gate = new Promise<void>((resolve) => (release = resolve));
    const isValidated = new Promise<void>((resolve) => (validated = resolve));
    const checking = act(own, async (tx) => {
      await validateDisbursements(tx, [draft]);
      validated();
      await gate;
    });
    await isValidated;
    const writer = new FundWriter(acts, new FundService(db.app));
    const changing = writer.changeRule(viewerWith({ subject: 'province-1' }), {
      id: own.holding.fundId,
      expectedVersion: 1,
      rule: { groups: ['DISTRESSED_ENTERPRISE_WORKER'], purposes: ['CONSOLATION'] } as never,
      reason: '调整',
    });
    release();
    await checking;
    expect(await changing).toMatchObject({ rule: 'RULE_UNUSED' });
    expect(await paymentRow(own, draft)).toMatchObject({ status: 'VALIDATED' });
  });
});
