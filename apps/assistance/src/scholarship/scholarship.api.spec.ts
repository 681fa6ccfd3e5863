import { beforeAll, describe, expect, it } from '@jest/globals';
import { rollupDrift, schemaDrift } from '@nuan/database';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aPayment, type Holding, raised } from '../ledger/money-builders';

describe('autumn scholarships', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = <T = Record<string, unknown>>(query: string, viewer = viewerWith(), variables = {}) =>
    executeSubgraph<T>(assistanceSubgraph, { db: db.app, viewer, query, variables });
  const student = newId();
  let holding: Holding;

  const grant = async (
    level: string,
    year: number,
    isMigrant: boolean,
    region: string,
    studentId = newId(),
  ): Promise<void> => {
    const payment = await aPayment(db.owner, holding, {
      purpose: 'STUDY',
      student_id: studentId,
      region_code: region,
      amount_fen: 300_000,
      filed_at: `${year}-08-20 10:00+08`,
    });
    await db.owner.query(
      `insert into scholarship_grant values ($1, $2, $3, $4, $5, $6, $7, 300000, $8, '2016-08-29')`,
      [...[newId(), studentId, newId(), year, region, level, isMigrant, payment]],
    );
  };

  beforeAll(async () => {
    holding = await raised(db.app, 9_000_000, { source: 'UNION_DUES', rule_purposes: ['STUDY'] });
    await grant('UNDERGRADUATE', 2016, true, '340102', student);
    await grant('SENIOR', 2016, false, '340102');
    await grant('SENIOR', 2016, true, '341102');
    await grant('SENIOR', 2015, true, '340102', student);
  });

  it('add up by level with the migrant share, within the viewer’s regions', async () => {
    const query = '{ scholarshipStats(year: 2016) { total migrant share byLevel { level count amount } } }';
    expect((await run(query)).data['scholarshipStats']).toEqual({
      total: 3,
      migrant: 2,
      share: 2 / 3,
      byLevel: [
        { level: 'SENIOR', count: 2, amount: '6000.00' },
        { level: 'UNDERGRADUATE', count: 1, amount: '3000.00' },
      ],
    });
    const chuzhou = await run(query, viewerWith({ role: 'city', read: ['341100'] }));
    expect(chuzhou.data['scholarshipStats']).toMatchObject({ total: 1, migrant: 1, share: 1 });
    const nobody = await run('{ scholarshipStats(year: 2010) { total share byLevel { level } } }');
    expect(nobody.data['scholarshipStats']).toEqual({ total: 0, share: null, byLevel: [] });
  });

  it('are listed by year, each with its student, household and payment', async () => {
    const { result, statements } = await countStatements(db.app, () =>
      run(
        '{ scholarships(year: 2016, where: { level: { eq: SENIOR } }, orderBy: { field: REGION }) { nodes { amount level student { id } household { id } disbursement { purpose amount } } totalCount } }',
      ),
    );
    expect(result.errors).toEqual([]);
    expect(result.data['scholarships']).toMatchObject({
      totalCount: 2,
      nodes: [{ disbursement: { purpose: 'STUDY', amount: '3000.00' } }, { level: 'SENIOR' }],
    });
    expect(statements).toHaveLength(3);
  });

  it('are added to students, the latest first, in one statement', async () => {
    const keys = [newId(), student].map((id) => ({ __typename: 'Student', id }));
    const query =
      'query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Student { scholarships { academicYear } } } }';
    const { result, statements } = await countStatements(db.app, () =>
      run<{ _entities: unknown[] }>(query, viewerWith(), { keys }),
    );
    expect(result.data._entities).toEqual([
      { scholarships: [] },
      { scholarships: [{ academicYear: 2016 }, { academicYear: 2015 }] },
    ]);
    expect(statements).toHaveLength(1);
    const elsewhere = await run<{ _entities: unknown[] }>(query, viewerWith({ role: 'city', read: ['341100'] }), {
      keys,
    });
    expect(elsewhere.data._entities).toEqual([{ scholarships: [] }, { scholarships: [] }]);
  });

  it('I18: go to a student once a year, by the database, from the moment the payment is filed', async () => {
    await expect(grant('UNDERGRADUATE', 2016, true, '340102', student)).rejects.toThrow(
      'disbursement_student_id_academic_year_unique',
    );
    const payment = await aPayment(db.owner, holding, { purpose: 'STUDY' });
    const again = insertRow(db.app, 'scholarship_grant', {
      id: newId(),
      student_id: student,
      household_id: newId(),
      academic_year: 2016,
      region_code: '340102',
      level: 'SENIOR',
      is_migrant: false,
      amount_fen: 100,
      disbursement_id: payment,
      granted_on: '2016-09-01',
    });
    await expect(again).rejects.toThrow('scholarship_grant_student_id_academic_year_unique');
  });

  it('leave rollups and schema without drift', async () => {
    expect(await rollupDrift(db.owner)).toEqual([]);
    expect(await schemaDrift(db.owner)).toEqual([]);
  });
});
