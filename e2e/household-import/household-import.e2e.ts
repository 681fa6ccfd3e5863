import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { aHeadRow, aHealthConsent, aSpouseRow, importFile } from '../../apps/workers/src/import/import-builders';
import { anIdNumber } from '../../apps/workers/src/row-builders';
import { arrived } from '../testkit/arrived';
import { rowOf } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

const LUYANG = '340103';
const MAKER = { role: 'maker', region: LUYANG, subject: 'luyang-maker' } as const;
const NEIGHBOUR = { role: 'maker', region: '340111', subject: 'baohe-maker' } as const;
const IMPORT = `query ($id: ID!) { householdImport(id: $id) { state rows households householdsWithErrors householdsImported personsImported
  progress { state done total } problems(first: 5) { nodes { line column rule message } totalCount } } }`;
const FILED = `{ region(code: "${LUYANG}") { hardship { filed } } }`;

const HOUSEHOLDS = 700;

interface Run {
  readonly state: string;
  readonly householdsImported: number;
}

/** An officer takes over a register from a file, through the gateway alone: a dry run, the mending, the import. */
describe('a register that comes as a file', () => {
  let graph: SampleSupergraph;
  let unionId = '';
  beforeAll(async () => {
    graph = await startSampleSupergraph();
    const sql = 'select id from trade_union where region_code = $1 limit 1';
    unionId = (await rowOf<{ id: string }>(graph.db.enterprises, sql, [LUYANG])).id;
  });
  afterAll(() => graph.stop());

  /** Households of two, each with ID numbers of its own, born before anybody of the sample; the first one's head is ill, as given. */
  function register(first: Record<string, string>): Buffer {
    const rows = Array.from({ length: HOUSEHOLDS }, (_, at) => {
      const [day, place] = [String(1 + Math.floor(at / 500)).padStart(2, '0'), at % 500];
      const head = aHeadRow({
        householdNo: String(at),
        idNumber: anIdNumber(`1911-04-${day}`, place),
        minLivingLine: '',
        address: '庐阳区某街道某社区某路一百二十三号某小区四栋五单元六零七室',
        ...(at === 0 ? { health: '癌症', ...first } : {}),
      });
      return [head, aSpouseRow(head, { idNumber: anIdNumber(`1912-04-${day}`, place) })];
    });
    return importFile(rows.flat());
  }

  async function send(file: Buffer, dryRun: boolean, key: string): Promise<string> {
    const sha256 = createHash('sha256').update(file).digest('hex');
    const target = { regionCode: LUYANG, unionId, mode: 'PER_ROW', dryRun, idempotencyKey: key };
    const mutate = async (verb: string, input: object) => {
      const { data, errors } = await graph.ask<{ r: { id: string; upload: { receivedBytes: number } } }>(
        `mutation ($input: ${verb}HouseholdImportInput!) { r: ${verb.toLowerCase()}HouseholdImport(input: $input) {
          ... on HouseholdImport { id upload { receivedBytes } } ... on RuleBroken { rule message } } }`,
        { input },
        MAKER,
      );
      expect(errors).toBeUndefined();
      return data.r;
    };
    const { id } = await mutate('Start', { ...target, fileName: '庐阳.csv', bytes: file.length, sha256 });
    for (let at = 0; at < file.length;) {
      const content = file.subarray(at, at + 131_072).toString('base64');
      at = (await mutate('Append', { id, offset: at, content })).upload.receivedBytes;
    }
    await mutate('Finish', { id });
    return id;
  }

  async function ended(id: string): Promise<Run> {
    return arrived(
      async () => (await graph.ask<{ householdImport: Run }>(IMPORT, { id }, MAKER)).data.householdImport,
      ({ state }) => ['CHECKED', 'DONE', 'REFUSED'].includes(state),
    );
  }

  const filed = async (): Promise<number> =>
    (await graph.ask<{ region: { hardship: { filed: number } } }>(FILED, {}, MAKER)).data.region.hardship.filed;

  it('is checked by a dry run that writes nothing, and reports what to mend by line and column', async () => {
    const before = await filed();
    const file = register({ assessedOn: '2017/1/20' });
    expect(file.length).toBeGreaterThan(131_072);
    const id = await send(file, true, 'story-import-dry-run');
    expect(await ended(id)).toMatchObject({
      state: 'CHECKED',
      rows: 2 * HOUSEHOLDS,
      households: HOUSEHOLDS,
      householdsWithErrors: 1,
      problems: {
        nodes: [
          { line: 2, column: '健康状况', rule: 'HEALTH_CONSENT_REQUIRED' },
          { line: 2, column: '核算日期', rule: 'DATE' },
        ],
        totalCount: 2,
      },
    });
    expect(await filed()).toBe(before);
    // What its sender is told of the lines passes the look at all that leaves, and gives no cell of them back.
    const { data, errors } = await graph.ask(IMPORT, { id }, MAKER);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).not.toMatch(/349900|癌症|庐阳区|2017\/1\/20/);
  });

  it('becomes files that the region counts at once, and is recognised when it comes again', async () => {
    const before = await filed();
    const file = register(aHealthConsent());
    const id = await send(file, false, 'story-import');
    expect(await ended(id)).toMatchObject({
      state: 'DONE',
      householdsImported: HOUSEHOLDS,
      personsImported: 2 * HOUSEHOLDS,
    });
    expect(await filed()).toBe(before + HOUSEHOLDS);
    const consents = `select count(*)::int as n from consent c join imported_household i on i.import_id = $1 join household h on h.id = i.household_id
      where c.worker_id = h.head_id and c.purpose = 'HEALTH_DATA' and c.recorded_by = $2`;
    expect(await rowOf(graph.db.workers, consents, [id, MAKER.subject])).toEqual({ n: 1 });
    expect(await send(file, false, 'story-import-again')).toBe(id);
    expect(await filed()).toBe(before + HOUSEHOLDS);
  });

  it('is nobody’s beyond its region', async () => {
    const { id } = await rowOf<{ id: string }>(graph.db.workers, 'select id from household_import limit 1');
    const { errors } = await graph.ask(IMPORT, { id }, NEIGHBOUR);
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });
});
