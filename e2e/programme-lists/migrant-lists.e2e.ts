import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { testCipher } from '@nuan/testing';

import { CHECK_COLUMNS } from '../../apps/migrants/src/check-import/import-row';
import { SUBSIDY_COLUMNS } from '../../apps/migrants/src/subsidy-import/import-row';
import { WAGE_WORKER_COLUMNS } from '../../apps/migrants/src/wage-worker-import/import-row';
import { arrived } from '../testkit/arrived';
import { inexactFigures } from '../testkit/exact-figures';
import { ListSender } from '../testkit/list-sender';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowOf, rowsOf } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Luyang district of Hefei, where the lists come from, and the district next door. */
const [LUYANG, BAOHE] = ['340103', '340111'] as const;

const PEOPLE = {
  maker: { role: 'maker', region: LUYANG, subject: 'luyang-maker' },
  reviewer: { role: 'maker', region: LUYANG, subject: 'luyang-reviewer' },
  neighbour: { role: 'maker', region: BAOHE, subject: 'baohe-maker' },
} as const;
type Person = keyof typeof PEOPLE;

/** An ID number that nobody has. */
const STRANGER = '349900198001010019';

/** Lists of people that a district holds, by ID number, which migrants doesn't keep: through the gateway, with the feeds running. */
describe('lists of migrant workers', () => {
  let graph: SampleSupergraph;
  let desk: ProgrammeDesk<Person>;
  let numbers: readonly string[] = [];

  const row = (at: number, cells: object): Record<string, string> => ({ idNumber: numbers[at] ?? '', ...cells });
  const act = (type: string, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act('maker', name, { type, fields: 'id version' }, input);

  beforeAll(async () => {
    graph = await startSampleSupergraph({ isFollowing: true });
    desk = new ProgrammeDesk(graph, 'migrants', PEOPLE);
    const sql = `select id_number_sealed as sealed from worker where region_code = $1 and household_id is not null and erased_on is null order by id limit 3`;
    const sealed = await rowsOf<{ sealed: Buffer }>(graph.db.workers, sql, [LUYANG]);
    expect(sealed).toHaveLength(3);
    numbers = sealed.map((worker) => testCipher.open(worker.sealed));
  });
  afterAll(() => graph.stop());

  it('name the workers of a wage case with what is owed to each, and bind its verification', async () => {
    const sender = new ListSender(desk, {
      ...{ type: 'WageCaseWorkerImport', columns: WAGE_WORKER_COLUMNS, imported: 'workersNamed' },
    });
    const sql = 'select id from enterprise_projection where region_code = $1 order by id limit 1';
    const { id: enterpriseId } = await rowOf<{ id: string }>(graph.db.migrants, sql, [LUYANG]);
    const report = { enterpriseId, regionCode: LUYANG, workers: 5, owed: '30000.00', ...desk.key() };
    const wageCase = await act('WageCase', 'reportWageCase', report);
    const target = { wageCaseId: wageCase.id };
    const rows = [
      row(0, { owed: '12000', months: '3' }),
      row(1, { owed: '15000.50' }),
      row(2, { owed: '3000' }),
      { idNumber: STRANGER, owed: '100' },
    ];
    const file = sender.file(rows);
    const problems = {
      nodes: [
        { line: 4, column: '拖欠金额', rule: 'MORE_OWED_THAN_COUNTED' },
        { line: 5, column: '身份证号', rule: 'PERSON_OF_REGION' },
      ],
      totalCount: 2,
    };
    expect(await sender.send('maker', file, { ...target, dryRun: true })).toMatchObject({
      ...{ state: 'CHECKED', imported: 0, problems },
    });
    expect(await sender.send('maker', file, target)).toMatchObject({ state: 'DONE', imported: 2, problems });
    expect(await desk.refusal('neighbour', 'startWageCaseWorkerImport', sender.announcement(file, target))).toBe(
      'NOT_FOUND',
    );
    const seen = { id: wageCase.id, expectedVersion: wageCase.version + 1 };
    const verified = { type: 'WageCase', fields: 'id version' };
    expect(await desk.act('reviewer', 'verifyWageCase', verified, { ...seen, owed: '27000.00' })).toMatchObject({
      rule: 'MORE_OWED_THAN_COUNTED',
    });
    expect(await desk.act('reviewer', 'verifyWageCase', verified, seen)).toMatchObject({ id: wageCase.id });
  });

  it('ask for travel subsidies, which assistance is asked to pay', async () => {
    const sender = new ListSender(desk, {
      ...{ type: 'TravelSubsidyImport', columns: SUBSIDY_COLUMNS, imported: 'subsidiesRequested' },
    });
    const about = { kind: 'TRANSPORT_SUBSIDY', title: '样例接您回家', regionCode: LUYANG, servedOn: '2017-01-24' };
    const planned = await act('ReturnService', 'planReturn', { ...about, ...desk.key() });
    const service = await act('ReturnService', 'openReturn', step(planned));
    const rows = [row(0, { amount: '200' }), row(1, { amount: '260', mode: '存折' }), row(0, { amount: '1' })];
    const target = { returnServiceId: service.id };
    expect(await sender.send('maker', sender.file(rows), target)).toMatchObject({
      ...{ state: 'DONE', imported: 2 },
      problems: { nodes: [{ line: 4, column: '职工编号', rule: 'TWICE_IN_FILE' }] },
    });
    const sql = 'select id from travel_subsidy_request where return_service_id = $1 order by amount_fen';
    const asked = await rowsOf<{ id: string }>(graph.db.migrants, sql, [service.id]);
    const query = '{ paymentRequests(where: { isOpen: { eq: true } }, first: 100) { nodes { id } } }';
    type Found = { readonly paymentRequests: { readonly nodes: readonly { readonly id: string }[] } };
    const open = async () => (await desk.ask<Found>('maker', query)).paymentRequests.nodes.map(({ id }) => id);
    const known = await arrived(open, (ids) => asked.every(({ id }) => ids.includes(id)));
    expect(known).toEqual(expect.arrayContaining(asked.map(({ id }) => id)));
  });

  it('record who of a batch was checked, and nothing of what a check showed', async () => {
    const sender = new ListSender(desk, {
      ...{ type: 'HealthCheckImport', columns: CHECK_COLUMNS, imported: 'personsChecked' },
    });
    const about = { title: '样例环卫工人体检', regionCode: LUYANG, occupation: 'SANITATION', checkedOn: '2017-01-20' };
    const batch = await act('HealthCheckBatch', 'planHealthCheckBatch', { ...about, ...desk.key() });
    const rows = [row(0, { occupation: '环卫' }), row(1, {}), row(2, { occupation: '建筑' })];
    const target = { healthCheckBatchId: batch.id };
    expect(await sender.send('maker', sender.file(rows), target)).toMatchObject({
      ...{ state: 'DONE', imported: 2 },
      problems: { nodes: [{ line: 4, column: '职业群体', rule: 'OCCUPATION_OF_BATCH' }] },
    });
    const query = `{ healthCheckBatch(id: "${batch.id}") { status persons { value precision } } }`;
    expect(await desk.ask('maker', query)).toEqual({
      healthCheckBatch: { status: 'RECORDED', persons: { value: 2, precision: 'AT_LEAST' } },
    });
  });

  it('leave figures exact, the audit whole, and no ID number in migrants', async () => {
    expect(await inexactFigures(graph.db)).toEqual([]);
    expect((await verifyAudit(graph.db.migrants)).breaks).toEqual([]);
    for (const table of ['row_problem', 'audit_entry', 'change', 'wage_case_worker_import_row', 'worker_projection']) {
      const sql = `select 1 from ${table} t where to_jsonb(t)::text like any($1::text[]) limit 1`;
      const found = await rowsOf(graph.db.migrants, sql, [[STRANGER, ...numbers].map((number) => `%${number}%`)]);
      expect([table, found]).toEqual([table, []]);
    }
  });
});
