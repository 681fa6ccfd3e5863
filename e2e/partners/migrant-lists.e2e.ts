import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';

import { CHECK_COLUMNS } from '../../apps/migrants/src/check-import/import-row';
import { INSURANCE_COLUMNS } from '../../apps/migrants/src/insurance-import/import-row';
import { STATION_COLUMNS } from '../../apps/migrants/src/station-import/import-row';
import { WAGE_WORKER_COLUMNS } from '../../apps/migrants/src/wage-worker-import/import-row';
import { heldNumbersOf } from '../testkit/held-numbers';
import { ListSender } from '../testkit/list-sender';
import { type PartnerSubgraph, startPartnerSubgraph } from '../testkit/partner-subgraph';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowOf, rowsOf } from '../testkit/rows';
import { employerOf, LUYANG, partnerOf, peopleOf, WUHU } from './departments';

const of = partnerOf('migrants');
const PEOPLE = {
  /** Human resources (人社): one program keeps wage cases, one the insurance of projects. */
  labour: of('人社', 'human-resources', 'labour-lists', ['wageCase:write', 'wageCase:read']),
  labourSecond: of('人社', 'human-resources', 'labour-verifies', ['wageCase:write']),
  insurance: of('人社', 'human-resources', 'insurance-lists', ['insurance:write', 'insurance:read']),
  labourOfWuhu: of('人社', 'human-resources', 'labour-lists-wuhu', ['wageCase:write', 'insurance:write'], WUHU),
  /** Housing and construction (住建). */
  housing: of('住建', 'housing', 'housing-lists', ['insurance:write', 'insurance:read']),
  /** Civil affairs (民政), which has a list of its stations. */
  civil: of('民政', 'civil-affairs', 'civil-lists', ['station:write', 'station:read']),
  /** Health (卫健), which has the list of those it checked. */
  health: of('卫健', 'health', 'health-lists', ['healthCheck:write', 'healthCheck:read']),
} as const;
type Person = keyof typeof PEOPLE;

const LISTS = {
  InsuranceProjectImport: { columns: INSURANCE_COLUMNS, imported: 'projectsImported' },
  StationImport: { columns: STATION_COLUMNS, imported: 'stationsImported' },
  WageCaseWorkerImport: { columns: WAGE_WORKER_COLUMNS, imported: 'workersNamed' },
  HealthCheckImport: { columns: CHECK_COLUMNS, imported: 'personsChecked' },
} as const;
/** An ID number that nobody has. */
const STRANGER = '349900198001010019';
/** What a document of another department's contract is answered with, as one that names what doesn't exist. */
const UNKNOWN = 'GRAPHQL_VALIDATION_FAILED';
const TARGET = { region: LUYANG };

/** Lists that departments hold, handed in by their programs in production, each under its contract: told by lines what came of them, and of no person. */
describe('lists of departments at the migrants subgraph alone', () => {
  let system: PartnerSubgraph;
  let desk: ProgrammeDesk<Person>;
  let builder = '';
  let numbers: readonly string[] = [];

  beforeAll(async () => {
    system = await startPartnerSubgraph('migrants');
    desk = new ProgrammeDesk(system, 'migrants', PEOPLE);
    builder = await employerOf(system, `industry = 'CONSTRUCTION' and credit_code is not null`);
    numbers = await heldNumbersOf(await peopleOf(system, 3, 'erased_on is not null or household_id is null'));
  });
  afterAll(() => system.stop());

  const lists = (type: keyof typeof LISTS): ListSender<Person> => new ListSender(desk, { type, ...LISTS[type] });
  const act = (person: Person, name: string, type: string, input: object, fields = ''): Promise<ProgrammeOutcome> =>
    desk.act(person, name, { type, fields: `id version ${fields}` }, input);

  it('the insurance of projects: checked, taken in, and each line that was left out is named with its rule', async () => {
    const sql = 'select credit_code as code from enterprise_projection where id = $1';
    const { code } = await rowOf<{ code: string }>(system.db, sql, [builder]);
    const sender = lists('InsuranceProjectImport');
    const insured = { insuredOn: '2016-12-01', workersCovered: '80', proofRef: 'GS-PL-1' };
    const file = sender.file([
      { name: '样例安置房工程', creditCode: code, startedOn: '2016-11-01', ...insured },
      { name: '样例管网工程', creditCode: code, startedOn: '2016-11-01' },
      { name: '样例桥梁工程', creditCode: code, startedOn: '2016-11-01', region: '340202' },
    ]);
    const problems = { nodes: [{ line: 4, column: '行政区划代码', rule: 'REGION_OF_IMPORT' }], totalCount: 1 };
    expect(await sender.send('insurance', file, { ...TARGET, dryRun: true })).toMatchObject({
      ...{ state: 'CHECKED', rows: 3, rowsWithErrors: 1, imported: 0, problems },
    });
    const done = await sender.send('insurance', file, TARGET);
    expect(done).toMatchObject({ state: 'DONE', imported: 2, problems });
    const start = sender.announcement(file, TARGET);
    expect(await desk.refusals(['labour', 'labourOfWuhu', 'civil'], 'startInsuranceProjectImport', start)).toEqual({
      ...{ labour: 'FORBIDDEN', labourOfWuhu: 'FORBIDDEN', civil: UNKNOWN },
    });
    const { errors } = await desk.send('labourOfWuhu', sender.query, { id: done.id });
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    // Housing sees what was taken in, and hands in lists of its own.
    const named = { where: `{ name: { eq: "样例安置房工程" } }`, fields: 'insured workersCovered proofRef' };
    expect(
      await desk.ask('housing', `{ insuranceProjects(where: ${named.where}) { nodes { ${named.fields} } } }`),
    ).toEqual({ insuranceProjects: { nodes: [{ insured: true, workersCovered: 80, proofRef: 'GS-PL-1' }] } });
    const again = sender.file([{ name: '样例安置房工程', creditCode: code, startedOn: '2016-11-01' }]);
    expect(await sender.send('housing', again, TARGET)).toMatchObject({
      state: 'DONE',
      imported: 0,
      rowsWithErrors: 1,
    });
  });

  it('stations, which stand as planned ones', async () => {
    const sender = lists('StationImport');
    const station = (at: number, cells: object = {}): Record<string, string> => ({
      ...{ code: `LY-PL-${String(at)}`, kind: '幸福驿站', name: `样例驿站${String(at)}`, buildMode: '共建' },
      ...{ address: `样例路${String(at)}号`, ...cells },
    });
    const file = sender.file([station(1), station(2), station(1)]);
    expect(await sender.send('civil', file, TARGET)).toMatchObject({
      ...{ state: 'DONE', imported: 2, problems: { nodes: [{ line: 4, column: '驿站编码', rule: 'TWICE_IN_FILE' }] } },
    });
    expect(await desk.ask('civil', '{ stationByCode(code: "LY-PL-2") { state region { code } } }')).toEqual({
      stationByCode: { state: 'PLANNED', region: { code: LUYANG } },
    });
    const start = sender.announcement(file, TARGET);
    expect(await desk.refusals(['housing', 'health'], 'startStationImport', start)).toEqual({
      ...{ housing: UNKNOWN, health: UNKNOWN },
    });
  });

  it('the workers of a wage case, by the numbers on the department’s own list: which lines met somebody, and whom never', async () => {
    const report = { enterpriseId: builder, regionCode: LUYANG, workers: 5, owed: '30000.00', ...desk.key() };
    const wageCase = await act('labour', 'reportWageCase', 'WageCase', report);
    const sender = lists('WageCaseWorkerImport');
    const file = sender.file([
      { idNumber: numbers[0] ?? '', owed: '12000', months: '3' },
      { idNumber: numbers[1] ?? '', owed: '15000.50' },
      { idNumber: STRANGER, owed: '100' },
    ]);
    const target = { wageCaseId: wageCase.id };
    const done = await sender.send('labour', file, target);
    expect(done).toMatchObject({
      ...{ state: 'DONE', imported: 2 },
      problems: { nodes: [{ line: 4, column: '身份证号', rule: 'PERSON_OF_REGION' }], totalCount: 1 },
    });
    const start = sender.announcement(file, target);
    expect(await desk.refusals(['insurance', 'labourOfWuhu', 'housing'], 'startWageCaseWorkerImport', start)).toEqual({
      ...{ insurance: 'FORBIDDEN', labourOfWuhu: 'NOT_FOUND', housing: UNKNOWN },
    });
    const shown = `{ wageCase(id: "${wageCase.id}") { workers { value } owed } }`;
    expect(await desk.ask('labour', shown)).toEqual({ wageCase: { workers: { value: 5 }, owed: '30000.00' } });
    const whom = `{ wageCase(id: "${wageCase.id}") { namedWorkers { person { id } } } }`;
    expect(await desk.refusalOf('labour', whom)).toBe(UNKNOWN);
    const seen = { id: wageCase.id, expectedVersion: wageCase.version + 1 };
    expect(await act('labourSecond', 'verifyWageCase', 'WageCase', { ...seen, owed: '27000.00' })).toMatchObject({
      rule: 'MORE_OWED_THAN_COUNTED',
    });
    expect(await act('labourSecond', 'verifyWageCase', 'WageCase', seen)).toMatchObject({ id: wageCase.id });
  });

  it('who was checked in a batch, of which the count is kept, and nothing of what a check showed', async () => {
    const about = { title: '样例环卫工人体检', regionCode: LUYANG, occupation: 'SANITATION', checkedOn: '2017-01-20' };
    const batch = await act('health', 'planHealthCheckBatch', 'HealthCheckBatch', { ...about, ...desk.key() });
    const sender = lists('HealthCheckImport');
    const file = sender.file([...numbers, STRANGER].map((idNumber) => ({ idNumber })));
    expect(await sender.send('health', file, { healthCheckBatchId: batch.id })).toMatchObject({
      ...{ state: 'DONE', imported: 3 },
      problems: { nodes: [{ line: 5, column: '身份证号', rule: 'PERSON_OF_REGION' }], totalCount: 1 },
    });
    const query = `{ healthCheckBatch(id: "${batch.id}") { status persons { value } } }`;
    expect(await desk.ask('health', query)).toEqual({
      healthCheckBatch: { status: 'RECORDED', persons: { value: 3 } },
    });
    const opened = step({ ...batch, version: batch.version + 1 });
    expect(await act('health', 'closeHealthCheckBatch', 'HealthCheckBatch', opened, 'status')).toMatchObject({
      status: 'CLOSED',
    });
    const start = sender.announcement(file, { healthCheckBatchId: batch.id });
    expect(await desk.refusals(['civil', 'labour'], 'startHealthCheckImport', start)).toEqual({
      ...{ civil: UNKNOWN, labour: UNKNOWN },
    });
  });

  it('leave no ID number here, nor in what was told of them, and the audit whole', async () => {
    for (const table of [
      'row_problem',
      'audit_entry',
      'change',
      'wage_case_worker_import_row',
      'health_check_import_row',
    ]) {
      const sql = `select 1 from ${table} t where to_jsonb(t)::text like any($1::text[]) limit 1`;
      const found = await rowsOf(system.db, sql, [[STRANGER, ...numbers].map((number) => `%${number}%`)]);
      expect([table, found]).toEqual([table, []]);
    }
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
  });
});
