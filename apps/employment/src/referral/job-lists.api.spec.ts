import { describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import {
  aCreditCode,
  type ListCells,
  listImportKit,
  testCipher,
  testTransitions,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { hefei } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { REFERRAL_COLUMNS } from '../referral-import/import-row';
import { referralImportMachine } from '../referral-import/referral-import.machine';
import { RETENTION_COLUMNS } from '../retention-import/import-row';
import { retentionImportMachine } from '../retention-import/retention-import.machine';
import { VACANCY_COLUMNS } from '../vacancy-import/import-row';
import { vacancyImportMachine } from '../vacancy-import/vacancy-import.machine';

/** An ID number that nobody has, with a right check character. */
const ID_NUMBER = '349900196805060012';
const labour = viewerWith({
  role: 'partner',
  read: ['340100'],
  scopes: ['placement:write'],
  subgraph: 'employment',
  subject: 'labour-1',
});

describe('the lists of an employment service', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const kit = { definition: employmentSubgraph, db, viewer: hefei, target: { region: '340100' } };
  const vacancies = listImportKit({
    ...{ ...kit, type: 'JobVacancyImport', columns: VACANCY_COLUMNS, imported: 'vacanciesPosted' },
  });
  const referrals = listImportKit({
    ...{ ...kit, type: 'JobReferralImport', columns: REFERRAL_COLUMNS, imported: 'personsReferred' },
  });
  const answers = listImportKit({
    ...{ ...kit, type: 'RetentionImport', columns: RETENTION_COLUMNS, imported: 'termsRecorded' },
  });
  let serial = 0;
  const anEmployer = async (region_code = '340102'): Promise<{ readonly id: string; readonly code: string }> => {
    const credit_code = aCreditCode((serial += 1));
    return { id: (await a.enterprise({ credit_code, region_code })).id, code: credit_code };
  };

  testTransitions({ machine: vacancyImportMachine, database: db, table: 'job_vacancy_import', column: 'state' });
  testTransitions({ machine: referralImportMachine, database: db, table: 'job_referral_import', column: 'state' });
  testTransitions({ machine: retentionImportMachine, database: db, table: 'retention_import', column: 'state' });

  it('post vacancies of employers of the region, one that is open of a name, and report the others', async () => {
    const [employer, elsewhere] = [await anEmployer(), await anEmployer('340202')];
    await a.vacancy({ enterprise_id: employer.id, title: '保安员', closed_on: '2016-12-01' });
    await a.vacancy({ enterprise_id: employer.id, title: '质检员' });
    const row = { creditCode: employer.code, title: '仓储管理员', openings: '3' };
    const rows: readonly ListCells[] = [
      row,
      { ...row, title: '保安员' },
      { ...row, openings: '4' },
      { ...row, title: '质检员' },
      { ...row, creditCode: elsewhere.code },
      { ...row, creditCode: aCreditCode(900_001) },
      { ...row, title: '司机', openings: '0' },
    ];
    const problems = {
      nodes: [
        { line: 4, column: '岗位', rule: 'TWICE_IN_FILE' },
        { line: 5, column: '岗位', rule: 'VACANCY_KNOWN' },
        { line: 6, column: '用人单位信用代码', rule: 'REGION_OF_IMPORT' },
        { line: 7, column: '用人单位信用代码', rule: 'ENTERPRISE_KNOWN' },
        { line: 8, column: '招用人数', rule: 'WHOLE_NUMBER' },
      ],
    };
    const file = vacancies.fileOf(rows);
    const checked = await vacancies.read(await vacancies.send(file, { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', imported: 0, problems });
    const done = await vacancies.read(await vacancies.send(file, {}, labour), labour);
    expect(done).toMatchObject({ state: 'DONE', rowsWithErrors: 5, imported: 2, problems });
    const posted = await db.owner.query<object[]>(
      'select title, openings from job_vacancy where enterprise_id = $1 and posted_on = $2 order by title',
      [employer.id, '2017-01-23'],
    );
    expect(posted).toEqual(expect.arrayContaining([{ title: '仓储管理员', openings: 3 }]));
    expect(posted).toHaveLength(2);
  });

  it('recommend people, to the open vacancy of that name where there is one, once for a job', async () => {
    const employer = await anEmployer();
    const vacancy = await a.vacancy({ enterprise_id: employer.id, title: '仓储管理员' });
    const person = await a.worker({ number_token: testCipher.hash('id-number', ID_NUMBER).toString('hex') });
    const rows: readonly ListCells[] = [
      { idNumber: ID_NUMBER, creditCode: employer.code, position: '仓储管理员' },
      { personId: person.id, creditCode: employer.code, position: '司机' },
      { personId: person.id, creditCode: employer.code, position: '仓储管理员' },
      { personId: (await a.worker({ region_code: '340202' })).id, creditCode: employer.code, position: '司机' },
    ];
    const file = referrals.fileOf(rows);
    const done = await referrals.read(await referrals.send(file, {}, labour), labour);
    expect(done).toMatchObject({
      ...{ state: 'DONE', rowsWithErrors: 2, imported: 2 },
      problems: {
        nodes: [
          { line: 4, column: '岗位', rule: 'TWICE_IN_FILE' },
          { line: 5, column: '职工编号', rule: 'PERSON_OF_REGION' },
        ],
      },
    });
    const made = await db.owner.query<object[]>(
      'select vacancy_id, position, state from job_referral where person_id = $1 order by vacancy_id nulls last',
      [person.id],
    );
    expect(made).toEqual([
      { vacancy_id: vacancy.id, position: '仓储管理员', state: 'OFFERED' },
      { vacancy_id: null, position: '司机', state: 'OFFERED' },
    ]);
    const again = await referrals.read(await referrals.send(referrals.fileOf(rows.slice(0, 1)), { dryRun: true }));
    expect(again['problems']).toMatchObject({ nodes: [{ line: 2, column: '身份证号', rule: 'REFERRED_ONCE' }] });
  });

  it('record whether jobs last, with proof and in order, by the rules of a single answer', async () => {
    const [employer, person] = [await anEmployer(), await a.worker()];
    const placement = await a.placement({ person_id: person.id, employer_id: employer.id, placed_on: '2016-06-01' });
    const young = await a.worker();
    await a.placement({ person_id: young.id, employer_id: employer.id, placed_on: '2016-12-01' });
    const row = { personId: person.id, creditCode: employer.code, retained: '是', on: '2017-01-20' };
    const rows: readonly ListCells[] = [
      { ...row, term: '三个月', proof: 'GZ-1' },
      { ...row, term: '六个月', proof: 'GZ-2' },
      { ...row, term: '六个月', proof: 'GZ-3' },
      { ...row, personId: young.id, term: '三个月', proof: 'GZ-4' },
      { ...row, personId: young.id, term: '六个月', proof: 'GZ-5' },
      { ...row, personId: (await a.worker()).id, term: '三个月', proof: 'GZ-6' },
    ];
    const problems = {
      nodes: [
        { line: 4, column: '期限', rule: 'TWICE_IN_FILE' },
        { line: 5, column: '核实日期', rule: 'TERM_OVER' },
        { line: 6, column: '期限', rule: 'TERMS_IN_ORDER' },
        { line: 7, column: '职工编号', rule: 'PLACED_THERE' },
      ],
    };
    const file = answers.fileOf(rows);
    expect(await answers.read(await answers.send(file, { dryRun: true }))).toMatchObject({ imported: 0, problems });
    expect(await answers.read(await answers.send(file))).toMatchObject({ state: 'DONE', imported: 2, problems });
    const [kept] = await db.owner.query<object[]>(
      'select retained_3m, retained_3m_proof, retained_6m, retained_6m_proof from placement where id = $1',
      [placement.id],
    );
    expect(kept).toEqual({
      ...{ retained_3m: true, retained_3m_proof: 'GZ-1', retained_6m: true, retained_6m_proof: 'GZ-2' },
    });
    const unproven = answers.fileOf([{ ...row, personId: young.id, term: '三个月', on: '' }]);
    expect(await answers.read(await answers.send(unproven))).toMatchObject({
      problems: { nodes: [{ line: 2, column: '在岗凭证', rule: 'PROOF_REQUIRED' }] },
    });
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('I34: are for who writes placements in their region, a file once', async () => {
    const employer = await anEmployer();
    const file = vacancies.fileOf([{ creditCode: employer.code, title: '保洁员', openings: '1' }]);
    const id = await vacancies.send(file);
    expect(await vacancies.read(id)).toMatchObject({ imported: 1 });
    expect(await vacancies.start(file, {}, labour)).toMatchObject({ id });
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    for (const list of [vacancies, referrals, answers]) {
      expect(await list.start(file, {}, wuhu)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await list.start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await vacancies.run('finish', { id }, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
