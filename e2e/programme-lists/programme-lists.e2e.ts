import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { creditCodeOf } from '@nuan/testing';

import { INSURANCE_COLUMNS } from '../../apps/migrants/src/insurance-import/import-row';
import { STATION_COLUMNS } from '../../apps/migrants/src/station-import/import-row';
import { arrived } from '../testkit/arrived';
import { ListSender } from '../testkit/list-sender';
import { ProgrammeDesk } from '../testkit/programme-desk';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Luyang district of Hefei, where the lists come from, and the district next door. */
const LUYANG = '340103';
const BAOHE = '340111';

const PEOPLE = {
  county: { role: 'county', region: LUYANG, subject: 'luyang-officer' },
  maker: { role: 'maker', region: LUYANG, subject: 'luyang-maker' },
  neighbour: { role: 'county', region: BAOHE, subject: 'baohe-officer' },
  city: { role: 'city', region: '340100', subject: 'hefei-officer' },
} as const;
type Person = keyof typeof PEOPLE;

const TARGET = { region: LUYANG };

interface Coverage {
  readonly projects: number;
  readonly insured: number;
  readonly workersCovered: number;
}

/** Lists that a county officer holds, taken in through the gateway: checked, imported, mended, imported again. */
describe('lists of programmes', () => {
  let graph: SampleSupergraph;
  let desk: ProgrammeDesk<Person>;
  beforeAll(async () => {
    graph = await startSampleSupergraph({ isFollowing: true });
    desk = new ProgrammeDesk(graph, 'migrants', PEOPLE);
  });
  afterAll(() => graph.stop());

  describe('of stations', () => {
    const kind = { type: 'StationImport', columns: STATION_COLUMNS, imported: 'stationsImported' };
    let stations: ListSender<Person>;
    const aStation = (at: number, cells: object = {}): Record<string, string> => ({
      ...{ code: `LY-E2E-${String(at)}`, kind: '幸福驿站', name: `庐阳样例驿站${String(at)}`, buildMode: '工会自建' },
      ...{ address: `样例路${String(at)}号`, longitude: '117.2655', latitude: '31.8789', ...cells },
    });
    /** Two that are right, one of the district next door. */
    const list = [aStation(1), aStation(2), aStation(3, { region: BAOHE })];
    const mended = [aStation(1), aStation(2), aStation(3)];
    const planned = async (): Promise<readonly string[]> => {
      const query = `{ stations(where: { region: { under: "${LUYANG}" }, state: { eq: PLANNED } }, first: 50) { nodes { code } } }`;
      const { stations: page } = await desk.ask<{ stations: { nodes: readonly { code: string }[] } }>('county', query);
      return page.nodes.map(({ code }) => code).filter((code) => code.startsWith('LY-E2E-'));
    };
    beforeAll(() => {
      stations = new ListSender(desk, kind);
    });

    it('begins with the template, which says what to write', async () => {
      const query = '{ stationImportTemplate { fileName content hints } }';
      const { stationImportTemplate: template } = await desk.ask<{
        stationImportTemplate: { fileName: string; content: string; hints: readonly string[] };
      }>('county', query);
      expect(template.fileName).toBe('驿站导入模板.csv');
      expect(template.content).toContain('驿站编码*,类型*');
      expect(template.hints).toHaveLength(STATION_COLUMNS.length);
    });

    it('is checked by a dry run that writes nothing and reports the row to mend', async () => {
      expect(await stations.send('county', stations.file(list), { ...TARGET, dryRun: true })).toMatchObject({
        ...{ state: 'CHECKED', rows: 3, rowsWithErrors: 1, imported: 0 },
        problems: { nodes: [{ line: 4, column: '行政区划代码', rule: 'REGION_OF_IMPORT' }], totalCount: 1 },
      });
      expect(await planned()).toEqual([]);
    });

    it('becomes planned stations, the refused row left out', async () => {
      const first = await stations.send('county', stations.file(list), TARGET);
      expect(first).toMatchObject({ state: 'DONE', rows: 3, rowsWithErrors: 1, imported: 2 });
      expect([...(await planned())].sort()).toEqual(['LY-E2E-1', 'LY-E2E-2']);
      // Sent once more, by another hand of the district: it is the same import.
      expect(await stations.send('maker', stations.file(list), TARGET)).toMatchObject({ id: first.id, imported: 2 });
    });

    it('is mended and imported again: the row comes in, the others are not written twice', async () => {
      const again = await stations.send('county', stations.file(mended), TARGET);
      expect(again).toMatchObject({ state: 'DONE', rows: 3, rowsWithErrors: 2, imported: 1 });
      expect(again.problems.nodes).toEqual([
        { line: 2, column: '驿站编码', rule: 'STATION_CODE_TAKEN' },
        { line: 3, column: '驿站编码', rule: 'STATION_CODE_TAKEN' },
      ]);
      expect([...(await planned())].sort()).toEqual(['LY-E2E-1', 'LY-E2E-2', 'LY-E2E-3']);
    });

    it('is nobody’s beyond its district', async () => {
      const announcement = stations.announcement(stations.file([aStation(9)]), TARGET);
      expect(await desk.refusal('neighbour', 'startStationImport', announcement)).toBe('FORBIDDEN');
      const [row] = await graph.db.migrants.query<{ id: string }[]>('select id from station_import limit 1');
      const { errors } = await desk.send('neighbour', stations.query, { id: row?.id });
      expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    });
  });

  describe('of insured construction projects', () => {
    const kind = { type: 'InsuranceProjectImport', columns: INSURANCE_COLUMNS, imported: 'projectsImported' };
    const INSURED = { insuredOn: '2016-12-01', workersCovered: '80', proofRef: 'GS-E2E-1' };
    /** Not registered yet when the list comes. */
    const newcomer = creditCodeOf('91340100E2E000003');
    let projects: ListSender<Person>;
    let known = '';
    let before: Coverage;
    const coverage = async (): Promise<Coverage> => {
      const query = `{ insuranceCoverage(region: "${LUYANG}", year: 2017) { projects insured workersCovered } }`;
      return (await desk.ask<{ insuranceCoverage: Coverage }>('county', query)).insuranceCoverage;
    };
    const list = (): readonly Record<string, string>[] => [
      { name: '样例安置房工程', creditCode: known, startedOn: '2016-11-01', ...INSURED },
      { name: '样例管网工程', creditCode: known, startedOn: '2016-11-01' },
      { name: '样例学校工程', creditCode: newcomer, startedOn: '2016-11-01', ...INSURED },
    ];

    beforeAll(async () => {
      projects = new ListSender(desk, kind);
      // A builder of another city works here.
      const sql = `select credit_code as code from enterprise where industry = 'CONSTRUCTION' and region_code not like '3401%' order by id limit 1`;
      const [row] = await graph.db.enterprises.query<{ code: string }[]>(sql);
      known = row?.code ?? '';
      before = await coverage();
    });

    it('is checked by a dry run: one builder is not registered', async () => {
      expect(await projects.send('county', projects.file(list()), { ...TARGET, dryRun: true })).toMatchObject({
        ...{ state: 'CHECKED', rows: 3, rowsWithErrors: 1, imported: 0 },
        problems: { nodes: [{ line: 4, column: '施工企业信用代码', rule: 'ENTERPRISE_KNOWN' }], totalCount: 1 },
      });
      expect(await coverage()).toEqual(before);
    });

    it('becomes projects that the coverage of the district counts at once', async () => {
      expect(await projects.send('county', projects.file(list()), TARGET)).toMatchObject({ imported: 2 });
      expect(await coverage()).toEqual({
        projects: before.projects + 2,
        insured: before.insured + 1,
        workersCovered: before.workersCovered + 80,
      });
    });

    it('takes the refused row once its builder is registered: the code comes by the feed', async () => {
      const input = { creditCode: newcomer, name: '样例建设有限公司', industry: 'CONSTRUCTION', ownership: 'PRIVATE' };
      const registered = await desk.act('city', 'registerEnterprise', 'Enterprise', {
        ...{ ...input, region: BAOHE, headcount: 40, ...desk.key() },
      });
      const sql = 'select credit_code as code from enterprise_projection where id = $1';
      await arrived(
        () => graph.db.migrants.query<unknown[]>(sql, [registered.id]),
        ({ length }) => length > 0,
      );
      const refused = list().slice(2);
      expect(await projects.send('county', projects.file(refused), TARGET)).toMatchObject({
        ...{ state: 'DONE', rows: 1, rowsWithErrors: 0, imported: 1 },
      });
      expect(await coverage()).toEqual({
        projects: before.projects + 3,
        insured: before.insured + 2,
        workersCovered: before.workersCovered + 160,
      });
      const query = `{ enterprise(id: "${registered.id}") { creditCode insuredProjects } }`;
      expect(await desk.ask('city', query)).toEqual({ enterprise: { creditCode: newcomer, insuredProjects: 1 } });
    });

    it('leaves an unbroken audit chain behind', async () => {
      expect((await verifyAudit(graph.db.migrants)).breaks).toEqual([]);
    });
  });
});
