import { beforeAll, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, type Row, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aPayment, type Holding, raised } from '../ledger/money-builders';
import { grantScholarships, revokeScholarships, scholarshipRefusals } from './scholarship-grants';

describe('what a scholarship rests on', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const maker = viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-1' });
  let holding: Holding;
  let acts: Acts;
  beforeAll(async () => {
    acts = new Acts(db.app, testClock);
    holding = await raised(db.app, 10_000_000, { rule_purposes: ['STUDY'] });
  });

  const aStudent = async (): Promise<{ studentId: string; householdId: string }> => {
    const [studentId, householdId] = [newId(), newId()];
    const facts = { id: studentId, household_id: householdId, region_code: '340102', level: 'SENIOR' };
    await insertRow(db.owner, 'student_projection', { ...facts, is_migrant: true, source_version: 1 });
    return { studentId, householdId };
  };
  const run = async (name: string, type: string, input: object, viewer = maker) => {
    const query = `mutation($input: ${type}!) { ${name}(input: $input) { __typename ... on StudyEvidence { id version } ... on RuleBroken { rule field } } }`;
    const { data, errors } = await executeSubgraph<Record<string, { id: string }> | null>(assistanceSubgraph, {
      ...{ db: db.app, viewer, query, variables: { input } },
    });
    return (data?.[name] ?? errors[0]) as { readonly id: string };
  };
  const record = (studentId: string, change: object = {}, viewer = maker) => {
    const facts = { schoolKind: 'ORDINARY', isFundedElsewhere: false, documentRef: '录取通知书1号' };
    const input = { studentId, academicYear: 2016, ...facts, idempotencyKey: newId(), ...change };
    return run('recordStudyEvidence', 'RecordStudyEvidenceInput', input, viewer);
  };
  const refusal = async (studentId: string, householdId: string) => {
    const [rule] = await scholarshipRefusals(
      { query: (sql, params) => db.app.query(sql, [...(params ?? [])]), now: testClock.now() },
      [{ studentId, householdId }],
    );
    return rule;
  };
  const pay = (studentId: string, householdId: string, row: Row = {}) =>
    aPayment(db.owner, holding, {
      purpose: 'STUDY',
      student_id: studentId,
      household_id: householdId,
      amount_fen: 300_000,
      is_first_of_year: false,
      ...row,
    });
  const perform = (work: (tx: Parameters<typeof grantScholarships>[0]) => Promise<number>) =>
    acts.perform(viewerWith({ subject: 'cashier-1' }), 'test.pay', work);

  it('I29: is the file of the parent’s household, an ordinary school, and nobody else who pays', async () => {
    const { studentId, householdId } = await aStudent();
    expect(await refusal(newId(), householdId)).toBe('STUDENT_KNOWN');
    expect(await refusal(studentId, newId())).toBe('STUDENT_OF_HOUSEHOLD');
    expect(await refusal(studentId, householdId)).toBe('STUDY_EVIDENCE');
    await record(studentId);
    expect(await refusal(studentId, householdId)).toBeNull();
  });

  it.each([
    ['a military school', { schoolKind: 'MILITARY' }, 'SCHOOL_KIND'],
    ['teacher training free of fees', { schoolKind: 'FREE_NORMAL' }, 'SCHOOL_KIND'],
    ['another fund that pays', { isFundedElsewhere: true }, 'FUNDED_ELSEWHERE'],
  ])('I29: excludes %s', async (_what, change, rule) => {
    const { studentId, householdId } = await aStudent();
    await record(studentId, change);
    expect(await refusal(studentId, householdId)).toBe(rule);
  });

  it('is recorded once, for the running academic year, by makers of the region', async () => {
    const { studentId } = await aStudent();
    expect(await record(studentId, { academicYear: 2017 })).toMatchObject({
      rule: 'ACADEMIC_YEAR',
      field: 'academicYear',
    });
    const { id } = await record(studentId);
    expect(await record(studentId)).toMatchObject({ rule: 'EVIDENCE_ONCE' });
    expect(await run('withdrawStudyEvidence', 'WithdrawEvidenceInput', { id, expectedVersion: 1 })).toMatchObject({
      version: 2,
    });
    expect(await record(studentId, {}, viewerWith({ role: 'maker', read: ['341102'] }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await record(studentId, {}, viewerWith({ role: 'checker', read: ['340102'] }))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('I18: a paid scholarship is one grant of its academic year, however often it is written', async () => {
    const { studentId, householdId } = await aStudent();
    const { id } = await record(studentId);
    const payment = await pay(studentId, householdId);
    const living = await aPayment(db.owner, holding);
    expect(await perform((tx) => grantScholarships(tx, [payment, living]))).toBe(1);
    expect(await perform((tx) => grantScholarships(tx, [payment]))).toBe(0);
    const grants = await db.app.query<object[]>(
      `select academic_year, level, is_migrant, amount_fen::int as fen, granted_on::text as "on" from scholarship_grant where student_id = $1`,
      [studentId],
    );
    expect(grants).toEqual([
      { academic_year: 2016, level: 'SENIOR', is_migrant: true, fen: 300_000, on: '2017-01-23' },
    ]);
    expect(await refusal(studentId, householdId)).toBe('SCHOLARSHIP_ONCE_A_YEAR');
    await expect(pay(studentId, householdId)).rejects.toThrow('disbursement_student_id_academic_year_unique');
    expect(await run('withdrawStudyEvidence', 'WithdrawEvidenceInput', { id, expectedVersion: 1 })).toMatchObject({
      rule: 'EVIDENCE_UNUSED',
    });
  });

  it('I36: a scholarship taken back stays on record, leaves the sums, and makes room for another', async () => {
    const { studentId, householdId } = await aStudent();
    await record(studentId);
    const payment = await pay(studentId, householdId);
    const total = async (): Promise<unknown> => {
      const query = '{ scholarshipStats(year: 2016) { total } }';
      const { data } = await executeSubgraph(assistanceSubgraph, { db: db.app, viewer: viewerWith(), query });
      return (data['scholarshipStats'] as { total: number }).total;
    };
    const before = await total();
    await perform((tx) => grantScholarships(tx, [payment]));
    expect(await total()).toBe(Number(before) + 1);
    expect(await perform((tx) => revokeScholarships(tx, [payment]))).toBe(1);
    expect(await total()).toBe(before);
    expect(await refusal(studentId, householdId)).toBeNull();
    const [row] = await db.app.query<object[]>(
      'select revoked_on::text as "on" from scholarship_grant where disbursement_id = $1',
      [payment],
    );
    expect(row).toEqual({ on: '2017-01-23' });
  });

  it.each([
    ['2016-06-30 15:59Z', 2015],
    ['2016-06-30 16:00Z', 2016],
    ['2017-01-23 10:00Z', 2016],
  ])('the academic year of %s in Asia/Shanghai is %d', async (at, year) => {
    const [row] = await db.app.query<object[]>('select academic_year_of($1::timestamptz) as year', [at]);
    expect(row).toEqual({ year });
  });
});
