import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { creditCodeOf } from '@nuan/testing';

import { CAPACITY_COLUMNS } from '../../apps/enterprises/src/capacity-import/import-row';
import { ENTERPRISE_COLUMNS } from '../../apps/enterprises/src/import/import-row';
import { VISIT_COLUMNS } from '../../apps/enterprises/src/visit-import/import-row';
import { inexactFigures } from '../testkit/exact-figures';
import { type ImportOutcome, ListSender } from '../testkit/list-sender';
import { ProgrammeDesk } from '../testkit/programme-desk';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Luyang district of Hefei, where the lists come from. */
const LUYANG = '340103';

const PEOPLE = {
  county: { role: 'county', region: LUYANG, subject: 'luyang-officer' },
  neighbour: { role: 'county', region: '340111', subject: 'baohe-officer' },
} as const;
type Person = keyof typeof PEOPLE;

interface Figures {
  readonly total: number;
  readonly distressed: number;
  readonly visited: number;
  readonly workersMet: number;
  readonly diverted: readonly { readonly route: string; readonly count: number }[];
}

/** A county officer's year in lists: the enterprises of the district, what they cut, who was visited; each figure follows exactly. */
describe('lists of enterprises', () => {
  let graph: SampleSupergraph;
  let desk: ProgrammeDesk<Person>;
  let before: Figures;
  const [mine, mill, unknown] = [
    creditCodeOf('91340100E2E000011'),
    creditCodeOf('91340100E2E000012'),
    creditCodeOf('91340100E2E000013'),
  ];

  const figures = async (): Promise<Figures> => {
    const query = `{ region(code: "${LUYANG}") { enterpriseStats { total distressed visited(campaign: "CNY2017")
      workersMet(campaign: "CNY2017") diverted(year: 2016) { route count } } } }`;
    const { region } = await desk.ask<{ region: { enterpriseStats: Figures } }>('county', query);
    return region.enterpriseStats;
  };
  const diverted = ({ diverted: routes }: Figures, route: string): number =>
    routes.find((each) => each.route === route)?.count ?? 0;
  const sendAll = (
    type: string,
    imported: string,
    columns: typeof VISIT_COLUMNS,
    rows: readonly Record<string, string>[],
    more: object = {},
  ): Promise<ImportOutcome> => {
    const sender = new ListSender(desk, { type, columns, imported });
    return sender.send('county', sender.file(rows), { region: LUYANG, ...more });
  };

  beforeAll(async () => {
    graph = await startSampleSupergraph();
    desk = new ProgrammeDesk(graph, 'enterprises', PEOPLE);
    before = await figures();
  });
  afterAll(() => graph.stop());

  it('begin with the enterprises themselves, in distress as the list says', async () => {
    const row = { ownership: '国有', distress: '亏损', distressFrom: '2016-03-01', evidence: '年度审计报告' };
    const outcome = await sendAll('EnterpriseImport', 'enterprisesImported', ENTERPRISE_COLUMNS, [
      { ...row, creditCode: mine, name: '样例煤业公司', industry: '煤炭', headcount: '400' },
      { ...row, creditCode: mill, name: '样例钢铁公司', industry: '钢铁', headcount: '900' },
    ]);
    expect(outcome).toMatchObject({ state: 'DONE', rowsWithErrors: 0, imported: 2 });
    expect(await figures()).toEqual({ ...before, total: before.total + 2, distressed: before.distressed + 2 });
  });

  it('take what they cut whole or not at all: one row that is wrong, and nothing is written', async () => {
    const cut = { year: '2016', plannedTons: '300000', doneTons: '200000' };
    const coal = { ...cut, creditCode: mine, product: '煤炭', reassigned: '40', internalRetired: '25' };
    const steel = { ...cut, creditCode: mill, product: '钢铁', reassigned: '60' };
    const send = (rows: readonly Record<string, string>[]): Promise<ImportOutcome> =>
      sendAll('CapacityCutImport', 'cutsImported', CAPACITY_COLUMNS, rows, { mode: 'ALL_OR_NOTHING' });
    const refused = await send([coal, { ...steel, closedOn: '2018-01-01' }]);
    expect(refused).toMatchObject({ state: 'REFUSED', rows: 2, rowsWithErrors: 1, imported: 0 });
    expect(refused.problems.nodes).toEqual([{ line: 3, column: '关停日期', rule: 'NOT_IN_THE_FUTURE' }]);
    expect((await figures()).diverted).toEqual(before.diverted);
    expect(await send([coal, steel])).toMatchObject({ state: 'DONE', rowsWithErrors: 0, imported: 2 });
    const after = await figures();
    expect(diverted(after, 'REASSIGNED')).toBe(diverted(before, 'REASSIGNED') + 100);
    expect(diverted(after, 'INTERNAL_RETIRED')).toBe(diverted(before, 'INTERNAL_RETIRED') + 25);
  });

  it('record the visits of a campaign, an enterprise once; the refused row is mended and comes in', async () => {
    const visit = { visitedOn: '2017-01-16', leaderRank: '市领导', leader: '市总工会主席', workersMet: '20' };
    const send = (rows: readonly Record<string, string>[]): Promise<ImportOutcome> =>
      sendAll('EnterpriseVisitImport', 'visitsImported', VISIT_COLUMNS, rows, { campaign: 'CNY2017' });
    const first = await send([
      { ...visit, creditCode: mine },
      { ...visit, creditCode: mill, amount: '20000' },
      { ...visit, creditCode: unknown, visitedOn: '2017-01-18', workersMet: '5' },
    ]);
    expect(first).toMatchObject({ state: 'DONE', rowsWithErrors: 1, imported: 2 });
    expect(first.problems.nodes).toEqual([{ line: 4, column: '统一社会信用代码', rule: 'ENTERPRISE_OF_REGION' }]);
    const { visited, workersMet } = before;
    expect(await figures()).toMatchObject({ visited: visited + 2, workersMet: workersMet + 40 });
    const mended = await send([{ ...visit, creditCode: mine, visitedOn: '2017-01-18', workersMet: '5' }]);
    expect(mended).toMatchObject({ state: 'DONE', rowsWithErrors: 0, imported: 1 });
    expect(await figures()).toMatchObject({ visited: visited + 2, workersMet: workersMet + 45 });
  });

  it('show on the page of the enterprise, and to nobody of another district', async () => {
    const query = `{ enterpriseByCreditCode(creditCode: "${mine}") { currentDistress capacityCuts { year product doneTons } divertedTotal } }`;
    expect(await desk.ask('county', query)).toEqual({
      enterpriseByCreditCode: {
        ...{ currentDistress: 'LOSS_MAKING', divertedTotal: 65 },
        capacityCuts: [{ year: 2016, product: 'COAL', doneTons: 200_000 }],
      },
    });
    const sender = new ListSender(desk, {
      type: 'CapacityCutImport',
      columns: CAPACITY_COLUMNS,
      imported: 'cutsImported',
    });
    const [row] = await graph.db.enterprises.query<{ id: string }[]>('select id from capacity_cut_import limit 1');
    const { errors } = await desk.send('neighbour', sender.query, { id: row?.id });
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await verifyAudit(graph.db.enterprises)).breaks).toEqual([]);
  });

  it('leaves every figure and derived table of the five subgraphs as a recount of their rows has them', async () => {
    expect(await inexactFigures(graph.db)).toEqual([]);
  });
});
