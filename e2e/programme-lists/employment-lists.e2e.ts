import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { creditCodeOf, testCipher } from '@nuan/testing';

import { ASSET_COLUMNS } from '../../apps/employment/src/asset-import/import-row';
import { ATTENDANCE_COLUMNS } from '../../apps/employment/src/attendance-import/import-row';
import { COMPLETION_COLUMNS } from '../../apps/employment/src/completion-import/import-row';
import { ENROLLMENT_COLUMNS } from '../../apps/employment/src/import/import-row';
import { PLACEMENT_COLUMNS } from '../../apps/employment/src/placement-import/import-row';
import { arrived } from '../testkit/arrived';
import { inexactFigures } from '../testkit/exact-figures';
import { type ImportOutcome, type ListRow, ListSender } from '../testkit/list-sender';
import { ProgrammeDesk } from '../testkit/programme-desk';
import { rowOf, rowsOf } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';
import { partnerOf } from '../partners/departments';

const [HEFEI, LUYANG, BAOHE] = ['340100', '340103', '340111'] as const;
const of = partnerOf('employment');

const PEOPLE = {
  county: { role: 'county', region: LUYANG, subject: 'luyang-officer' },
  neighbour: { role: 'county', region: BAOHE, subject: 'baohe-officer' },
  city: { role: 'city', region: HEFEI, subject: 'hefei-officer' },
  /** A training agency, the public employment service and commerce, each with a token for the employment subgraph alone, under its contract. */
  agency: of('培训机构', 'training-agency', 'agency-1', ['training:write']),
  labour: of('人社', 'human-resources', 'labour-1', ['placement:write']),
  commerce: of('商务', 'commerce', 'commerce-1', ['asset:write']),
} as const;
type Person = keyof typeof PEOPLE;

/** The lists, and the field that counts what each became. */
const LISTS = {
  PlacementImport: { columns: PLACEMENT_COLUMNS, imported: 'personsPlaced' },
  AssetGrantImport: { columns: ASSET_COLUMNS, imported: 'assetsGranted' },
  EnrollmentImport: { columns: ENROLLMENT_COLUMNS, imported: 'personsEnrolled' },
  AttendanceImport: { columns: ATTENDANCE_COLUMNS, imported: 'daysRecorded' },
  CompletionImport: { columns: COMPLETION_COLUMNS, imported: 'personsCompleted' },
} as const;

const UNREACHED = `not exists (select from placement p where p.person_id = w.id)
  and not exists (select from enrollment e where e.person_id = w.id)
  and not exists (select from asset_grant g where g.person_id = w.id)
  and not exists (select from startup_project s where s.leader_id = w.id)`;
/** A person of the district whom employment aid has not reached, as a list names it. */
interface Newcomer {
  readonly id: string;
  readonly idNumber: string;
}

/** Lists of employment aid: the county's through the gateway, those of departments and agencies through the subgraph alone. */
describe('lists of employment aid', () => {
  let graph: SampleSupergraph;
  let desk: ProgrammeDesk<Person>;
  let people: readonly Newcomer[] = [];
  let employer = '';
  /** Not registered yet when the list comes. */
  const newcomer = creditCodeOf('91340100E2E000021');

  const sender = (type: keyof typeof LISTS): ListSender<Person> => new ListSender(desk, { type, ...LISTS[type] });
  const send = (
    person: Person,
    type: keyof typeof LISTS,
    rows: readonly ListRow[],
    target: object,
  ): Promise<ImportOutcome> => sender(type).send(person, sender(type).file(rows), target);
  const nth = (at: number): Newcomer => people[at] ?? { id: '', idNumber: '' };
  const figures = async (): Promise<Record<string, number>> => {
    const query = `{ region(code: "${LUYANG}") { employment(year: 2017) { trained placed assetsGiven } } }`;
    const { region } = await desk.ask<{ region: { employment: Record<string, number> } }>('county', query);
    return region.employment;
  };
  /** People of the district whom employment aid has not reached, as lists name them. */
  const newcomers = async (count: number): Promise<Newcomer[]> => {
    const sql = `select id from worker_projection w where region_code = $1 and ${UNREACHED} order by id limit $2`;
    const found = await rowsOf<{ id: string }>(graph.db.employment, sql, [LUYANG, count]);
    expect(found).toHaveLength(count);
    return Promise.all(
      found.map(async ({ id }) => {
        const sealed = 'select id_number_sealed as sealed from worker where id = $1';
        return {
          id,
          idNumber: testCipher.open((await rowOf<{ sealed: Buffer }>(graph.db.workers, sealed, [id])).sealed),
        };
      }),
    );
  };

  beforeAll(async () => {
    graph = await startSampleSupergraph({ isFollowing: true });
    desk = new ProgrammeDesk(graph, 'employment', PEOPLE);
    people = await newcomers(12);
    const sql = 'select credit_code as code from enterprise_projection where is_demonstration order by id limit 1';
    employer = (await rowOf<{ code: string }>(graph.db.employment, sql)).code;
  });
  afterAll(() => graph.stop());

  it('take a class of an agency from its applicants over its sign-in sheets to its certificates', async () => {
    const before = await figures();
    const plan = { name: '家政服务培训', kind: 'RESKILLING', year: 2017, region: LUYANG, budget: '5000.00' };
    const program = await desk.act('county', 'createTrainingProgram', 'TrainingProgram', { ...plan, ...desk.key() });
    const term = { startsOn: '2017-01-18', endsOn: '2017-01-23', capacity: 2, requiredHours: 12 };
    const opening = { programId: program.id, name: '第一期', provider: '样例技工学校', ...term, ...desk.key() };
    const wanted = { type: 'TrainingSession', fields: 'id' };
    const { id: sessionId } = await desk.act('county', 'openTrainingSession', wanted, opening);
    const [one, two, three] = [nth(8), nth(9), nth(10)];
    const applied = await send(
      'agency',
      'EnrollmentImport',
      [one, two, three].map(({ idNumber }) => ({ idNumber, enrolledOn: '2017-01-16', isAdmitted: '是' })),
      { sessionId },
    );
    expect(applied).toMatchObject({ rowsWithErrors: 1, imported: 2 });
    expect(applied.problems.nodes).toEqual([{ line: 4, column: '是否录取', rule: 'SEATS_LEFT' }]);
    const days = (person: Newcomer, ...on: readonly string[]): ListRow[] =>
      on.map((attendedOn) => ({ idNumber: person.idNumber, attendedOn, hours: '6' }));
    const signed = [...days(one, '2017-01-19', '2017-01-20'), ...days(two, '2017-01-19', '2017-02-20')];
    const sheets = await send('agency', 'AttendanceImport', signed, { sessionId });
    expect(sheets).toMatchObject({ state: 'DONE', rowsWithErrors: 1, imported: 3 });
    expect(sheets.problems.nodes).toEqual([{ line: 5, column: '出勤日期', rule: 'NOT_IN_THE_FUTURE' }]);
    const graduates = [one, two].map(({ idNumber }, at) => ({
      ...{ idNumber, completedOn: '2017-01-23', certificate: `ZS-E2E-${String(at)}` },
    }));
    const first = await send('agency', 'CompletionImport', graduates, { sessionId });
    expect(first).toMatchObject({ state: 'DONE', rowsWithErrors: 1, imported: 1 });
    expect(first.problems.nodes).toEqual([{ line: 3, column: '身份证号', rule: 'HOURS_REQUIRED' }]);
    // The sheet is mended, and then the second certificate comes in.
    expect(await send('agency', 'AttendanceImport', days(two, '2017-01-20'), { sessionId })).toMatchObject({
      imported: 1,
    });
    expect(await send('agency', 'CompletionImport', graduates.slice(1), { sessionId })).toMatchObject({ imported: 1 });
    expect(await figures()).toEqual({ ...before, trained: Number(before['trained']) + 2 });
  });

  describe('of placements', () => {
    const row = { placedOn: '2017-01-12', routes: '示范单位' };
    const target = { region: LUYANG };
    let before: Record<string, number> = {};
    const list = (): readonly ListRow[] => [
      { ...row, idNumber: nth(0).idNumber, creditCode: employer, contractRef: 'HT-E2E-L1' },
      { ...row, personId: nth(1).id, creditCode: employer, contractRef: 'HT-E2E-L2', wage: '3200' },
      { ...row, idNumber: nth(8).idNumber, creditCode: newcomer, placedOn: '2017-01-23', contractRef: 'HT-E2E-L3' },
    ];

    it('begin with the template, and are checked by a dry run: one employer is not registered', async () => {
      before = await figures();
      const query = '{ placementImportTemplate { fileName content hints } }';
      const { placementImportTemplate: template } = await desk.ask<{
        placementImportTemplate: { fileName: string; content: string; hints: readonly string[] };
      }>('county', query);
      expect(template.fileName).toBe('就业名单导入模板.csv');
      expect(template.hints).toHaveLength(PLACEMENT_COLUMNS.length);
      expect(await send('county', 'PlacementImport', list(), { ...target, dryRun: true })).toMatchObject({
        ...{ state: 'CHECKED', rows: 3, rowsWithErrors: 1, imported: 0 },
        problems: { nodes: [{ line: 4, column: '用人单位信用代码', rule: 'ENTERPRISE_KNOWN' }], totalCount: 1 },
      });
      expect(await figures()).toEqual(before);
    });

    it('become placements that the figures of the district count at once, the refused row left out', async () => {
      expect(await send('county', 'PlacementImport', list(), target)).toMatchObject({ rowsWithErrors: 1, imported: 2 });
      expect(await figures()).toEqual({ ...before, placed: Number(before['placed']) + 2 });
    });

    it('take the refused row once it is mended: the employer is registered, and its code comes by the feed', async () => {
      const input = { creditCode: newcomer, name: '样例家政有限公司', industry: 'OTHER', ownership: 'PRIVATE' };
      const { id } = await desk.act('city', 'registerEnterprise', 'Enterprise', {
        ...{ ...input, region: BAOHE, headcount: 12, ...desk.key() },
      });
      const sql = 'select from enterprise_projection where id = $1 and credit_code is not null';
      await arrived(
        () => rowsOf(graph.db.employment, sql, [id]),
        ({ length }) => length > 0,
      );
      // The firm is no demonstration unit: who comes to it comes by the training.
      const still = await send('county', 'PlacementImport', list(), { ...target, dryRun: true });
      expect(still.problems.nodes).toContainEqual({
        ...{ line: 4, column: '就业途径', rule: 'DEMONSTRATION_UNIT_SELECTED' },
      });
      const mended = [{ ...list()[2], routes: '培训' }];
      expect(await send('county', 'PlacementImport', mended, target)).toMatchObject({ rowsWithErrors: 0, imported: 1 });
      expect(await figures()).toMatchObject({ placed: Number(before['placed']) + 3 });
    });

    it('are answered once: who is in the job already is not placed twice, and nobody beyond the district sees them', async () => {
      const again = await send('county', 'PlacementImport', list().slice(0, 2), target);
      expect(again).toMatchObject({ state: 'DONE', rowsWithErrors: 2, imported: 0 });
      expect(again.problems.nodes).toEqual([
        { line: 2, column: '身份证号', rule: 'PLACED_ONCE' },
        { line: 3, column: '职工编号', rule: 'PLACED_ONCE' },
      ]);
      const { errors } = await desk.send('neighbour', sender('PlacementImport').query, { id: again.id });
      expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    });

    it('come from the public employment service too, through the subgraph alone and for placements alone', async () => {
      const rows = [
        { ...row, idNumber: nth(3).idNumber, creditCode: employer, contractRef: 'HT-E2E-L4' },
        { ...row, idNumber: nth(4).idNumber, creditCode: employer, contractRef: '' },
      ];
      const region = { region: HEFEI };
      const first = await send('labour', 'PlacementImport', rows, region);
      expect(first).toMatchObject({ state: 'DONE', rowsWithErrors: 1, imported: 1 });
      expect(first.problems.nodes).toEqual([{ line: 3, column: '就业凭证编号', rule: 'REQUIRED' }]);
      const mended = [{ ...rows[1], contractRef: 'HT-E2E-L5' }];
      expect(await send('labour', 'PlacementImport', mended, region)).toMatchObject({ imported: 1 });
      expect(await desk.refusalAtGateway('labour')).toBe('FORBIDDEN');
      const carts = sender('AssetGrantImport').announcement(sender('AssetGrantImport').file([]), region);
      expect(await desk.refusal('labour', 'startAssetGrantImport', carts)).toBe('GRAPHQL_VALIDATION_FAILED');
    });
  });

  it('hand the breakfast carts over by serial number; a serial that is held is reported, mended and comes in', async () => {
    const before = await figures();
    const cart = { asset: '早餐车', value: '8000', givenOn: '2017-01-20' };
    const { serial } = await rowOf<{ serial: string }>(
      graph.db.employment,
      `select serial_no as serial from asset_grant where state <> 'RECOVERED' order by id limit 1`,
    );
    const rows = [
      { ...cart, idNumber: nth(5).idNumber, serial: 'ZCC-E2E-1' },
      { ...cart, personId: nth(6).id, serial },
    ];
    const first = await send('county', 'AssetGrantImport', rows, { region: LUYANG });
    expect(first).toMatchObject({ state: 'DONE', rowsWithErrors: 1, imported: 1 });
    expect(first.problems.nodes).toEqual([{ line: 3, column: '编号', rule: 'SERIAL_ONCE' }]);
    const mended = [{ ...rows[1], serial: 'ZCC-E2E-2' }];
    expect(await send('county', 'AssetGrantImport', mended, { region: LUYANG })).toMatchObject({ imported: 1 });
    expect(await figures()).toEqual({ ...before, assetsGiven: Number(before['assetsGiven']) + 2 });
    const more = [{ ...cart, idNumber: nth(7).idNumber, serial: 'ZCC-E2E-3' }];
    expect(await send('commerce', 'AssetGrantImport', more, { region: HEFEI })).toMatchObject({ imported: 1 });
  });

  it('leave exact figures behind and an unbroken audit chain, in which no ID number stands', async () => {
    expect(await inexactFigures(graph.db)).toEqual([]);
    expect((await verifyAudit(graph.db.employment)).breaks).toEqual([]);
    const numbers = people.map(({ idNumber }) => `%${idNumber}%`);
    for (const table of ['audit_entry', 'row_problem', 'job', 'placement_import_row', 'attendance_import_row']) {
      const sql = `select from ${table} t where to_jsonb(t)::text like any($1::text[])`;
      expect([table, await rowsOf(graph.db.employment, sql, [numbers])]).toEqual([table, []]);
    }
  });
});
