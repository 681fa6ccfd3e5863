import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, type Row, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aPayment, type Holding, raised } from '../ledger/money-builders';

const FIELDS = `__typename ... on MedicalEvidence { id ownCost used version withdrawnAt }
  ... on RuleBroken { rule field facts { name value } } ... on VersionConflict { currentVersion }`;

interface Answer {
  readonly id: string;
  readonly version: number;
}

describe('documented own cost', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const maker = viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-1' });
  const household = newId();
  let holding: Holding;

  beforeAll(async () => {
    holding = await raised(db.app, 10_000_000, { rule_purposes: ['MEDICAL'] });
    await insertRow(db.owner, 'household_projection', {
      id: household,
      region_code: '340102',
      union_id: newId(),
      head_worker_id: newId(),
      category: 'MIN_LIVING',
      tier: 'NATIONAL',
      status: 'RECORDED',
      is_migrant: false,
      primary_cause: 'MAJOR_ILLNESS',
      secondary_causes: [],
      recorded_on: '2016-01-01',
      source_version: 1,
    });
  });

  const run = async (name: string, type: string, input: object, viewer = maker) => {
    const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${FIELDS} } }`;
    const { data, errors } = await executeSubgraph<Record<string, Answer> | null>(assistanceSubgraph, {
      ...{ db: db.app, viewer, query, variables: { input } },
    });
    return (data?.[name] ?? errors[0]) as Answer;
  };
  const record = (change: object = {}, viewer = maker) =>
    run(
      'recordMedicalEvidence',
      'RecordMedicalEvidenceInput',
      {
        householdId: household,
        personId: newId(),
        periodFrom: '2016-11-01',
        periodTo: '2016-12-20',
        invoice: '5000.00',
        reimbursed: '3800.00',
        documentRef: newId(),
        idempotencyKey: newId(),
        ...change,
      },
      viewer,
    );
  const withdraw = (id: string, expectedVersion: number) =>
    run('withdrawMedicalEvidence', 'WithdrawEvidenceInput', { id, expectedVersion });
  const aid = (evidence: string, fen: number, row: Row = {}) =>
    aPayment(db.owner, holding, {
      purpose: 'MEDICAL',
      medical_evidence_id: evidence,
      amount_fen: fen,
      is_first_of_year: false,
      ...row,
    });
  const used = async (id: string): Promise<number | undefined> => {
    const [row] = await db.app.query<{ fen: number }[]>(
      'select used_fen::int as fen from medical_evidence where id = $1',
      [id],
    );
    return row?.fen;
  };

  it('is what the invoices leave to the household', async () => {
    expect(await record()).toMatchObject({ ownCost: '1200.00', used: '0.00', version: 1 });
  });

  it.each([
    ['reimbursed in full', { reimbursed: '5000.00' }, 'OWN_COST', 'reimbursed'],
    ['a treatment that lasts', { periodTo: '2017-01-24' }, 'PERIOD_OVER', 'periodTo'],
    ['a period that ends before it begins', { periodFrom: '2016-12-21' }, 'PERIOD_OVER', 'periodTo'],
  ])('is refused when %s', async (_what, change, rule, field) => {
    expect(await record(change)).toMatchObject({ rule, field });
  });

  it('counts a document once', async () => {
    const documentRef = 'Y-2016-0001';
    const first = await record({ documentRef });
    expect(await record({ documentRef })).toMatchObject({ rule: 'DOCUMENT_ONCE', field: 'documentRef' });
    expect(await withdraw(first.id, 1)).toMatchObject({ withdrawnAt: expect.any(String), version: 2 });
    expect(await record({ documentRef })).toMatchObject({ ownCost: '1200.00' });
  });

  it('is recorded by makers, for households of their regions', async () => {
    expect(await record({}, viewerWith({ role: 'cashier', read: ['340102'] }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await record({}, viewerWith({ role: 'maker', read: ['341102'] }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('I22: medical aid is never more than the documented own cost, whoever pays at the same time', async () => {
    const { id } = await record();
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => aid(id, 50_000)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await used(id)).toBe(100_000);
    await expect(aid(id, 20_001)).rejects.toThrow('medical_evidence_used_fen_within_own_cost');
    await aid(id, 20_000);
    expect(await used(id)).toBe(120_000);
    expect(await withdraw(id, 1)).toMatchObject({
      rule: 'EVIDENCE_UNUSED',
      facts: [{ name: 'used', value: '1200.00' }],
    });
  });

  it('I22: is free again for what was reversed, and not used by drafts', async () => {
    const { id } = await record();
    const payment = await aid(id, 120_000);
    await aid(id, 90_000, { status: 'DRAFT', paid_at: null, paid_by: null });
    await db.owner.query(
      `update disbursement set version = version + 1, status = 'REVERSED', reversed_at = now(), reversed_by = 'x', reversal_requested_by = 'y',
         reversal_requested_at = now(), reversal_reason = 'z' where id = $1`,
      [payment],
    );
    expect(await used(id)).toBe(0);
  });
});
