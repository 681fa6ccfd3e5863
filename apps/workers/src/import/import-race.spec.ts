import { beforeAll, describe, expect, it } from '@jest/globals';
import { type JobHandler, runJobs } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { UploadStore } from '@nuan/intake';
import { executeSubgraph, insertRow, testCipher, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, aUnion } from '../row-builders';
import { aKey, announcementOf, piecesOfFile } from '../upload/upload-builders';
import { workersSubgraph } from '../workers.subgraph';
import { HouseholdImportJob } from './household-import.job';
import { aHeadRow, aSpouseRow, importFile } from './import-builders';

const UNION = newId();

describe('somebody who is filed while an import runs', () => {
  const db = useTestDatabase(workersSubgraph.database);
  beforeAll(() => aUnion(db.owner, { id: UNION, region_code: '340103' }));
  const maker = viewerWith({ role: 'maker', read: ['340100'], subject: 'maker-1' });

  async function send(file: Buffer, mode: string): Promise<string> {
    const ask = async (verb: string, input: object): Promise<{ id: string }> => {
      const query = `mutation($input: ${verb}HouseholdImportInput!) {
        r: ${verb.toLowerCase()}HouseholdImport(input: $input) { ... on HouseholdImport { id } } }`;
      const run = { db: db.app, viewer: maker, query, variables: { input } };
      return (await executeSubgraph<{ r: { id: string } }>(workersSubgraph, run)).data.r;
    };
    const more = { mode, dryRun: false, regionCode: '340103', unionId: UNION, idempotencyKey: aKey() };
    const { id } = await ask('Start', { ...announcementOf(file, 'a.csv'), ...more });
    for (const piece of piecesOfFile(file)) await ask('Append', { id, ...piece });
    await ask('Finish', { id });
    return id;
  }

  /** Runs an import, and does this when everything was checked and nothing is written yet. */
  async function runWith(meanwhile: () => Promise<unknown>): Promise<void> {
    const job = new HouseholdImportJob(db.app, testCipher, new UploadStore(testCipher), { rows: 10, households: 1 });
    let isDone = false;
    const handler: JobHandler = {
      kind: job.kind,
      step: async (tx, step) => {
        if (step.cursor?.['phase'] === 'WRITE' && !isDone) {
          isDone = true;
          await meanwhile();
        }
        return job.step(tx, step);
      },
    };
    await runJobs(db.app, testClock, [handler]);
  }

  const filedMeanwhile = (idNumber = ''): Promise<void> =>
    runWith(() => aHousehold(db.owner, { head: { id_number_hash: testCipher.hash('id-number', idNumber) } }));

  const outcome = async (id: string): Promise<object | undefined> =>
    (
      await db.app.query<object[]>(
        `select state, imported_count as imported, barred_count as barred,
           (select array_agg(rule || ' ' || line order by line) from row_problem p where p.run_id = i.id) as problems
         from household_import i where id = $1`,
        [id],
      )
    )[0];

  it('I1: bars the household PER_ROW, and the others are written', async () => {
    const heads = [aHeadRow(), aHeadRow(), aHeadRow()];
    const spouse = aSpouseRow(heads[1] ?? {});
    const id = await send(importFile([...heads, spouse]), 'PER_ROW');
    await filedMeanwhile(spouse['idNumber']);
    expect(await outcome(id)).toEqual({
      state: 'DONE',
      imported: 2,
      barred: 1,
      problems: ['ONE_HOUSEHOLD_ONE_FILE 3'],
    });
  });

  it('I1: leaves nothing behind ALL_OR_NOTHING, and the report says who stood in the way', async () => {
    const heads = [aHeadRow(), aHeadRow(), aHeadRow()];
    const id = await send(importFile(heads), 'ALL_OR_NOTHING');
    await filedMeanwhile(heads[2]?.['idNumber']);
    expect(await outcome(id)).toEqual({
      state: 'REFUSED',
      imported: 0,
      barred: 0,
      problems: ['ONE_HOUSEHOLD_ONE_FILE 4'],
    });
    const [left] = await db.app.query<object[]>(
      `select count(*)::int as written, (select count(*)::int from household_import_row) as staged,
         (select count(*)::int from audit_entry where $1 = any(subject_ids) and 'Household' = any(subject_kinds)) as named
       from imported_household where import_id = $1`,
      [id],
    );
    expect(left).toEqual({ written: 0, staged: 0, named: 0 });
  });

  it.each([
    ['PER_ROW', { state: 'DONE', imported: 1, barred: 1, problems: ['LINE_DIFFERS 2'] }],
    ['ALL_OR_NOTHING', { state: 'REFUSED', imported: 0, barred: 0, problems: ['LINE_DIFFERS 2'] }],
  ])('drops no household in silence when the line of its region changes meanwhile: %s', async (mode, expected) => {
    const id = await send(importFile([aHeadRow(), aHeadRow({ minLivingLine: '600' })]), mode);
    const line = { region_code: '340103', valid_from: '2017-01-01', line_fen: '60000', source_version: 1 };
    try {
      await db.owner.query(`delete from min_living_line_projection`);
      await runWith(() => insertRow(db.owner, 'min_living_line_projection', line));
      expect(await outcome(id)).toEqual(expected);
    } finally {
      await db.owner.query(`delete from min_living_line_projection`);
    }
  });
});
