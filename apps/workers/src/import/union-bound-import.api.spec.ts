import { beforeAll, describe, expect, it } from '@jest/globals';
import { runJobs } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { executeSubgraph, plantUnions, testCipher, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { aKey, announcementOf, piecesOfFile } from '../upload/upload-builders';
import { aUnion } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { aHeadRow, aSpouseRow, importFile } from './import-builders';

const [STEEL, COAL] = [newId(), newId()] as const;

describe('an import by a maker whom one union of a county bounds', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = (union: string, subject: string) =>
    viewerWith({ role: 'maker', subject, read: ['340103'], readUnions: [union] });
  const [steel, coal] = [maker(STEEL, 'steel-1'), maker(COAL, 'coal-1')] as const;
  const run = (query: string, variables: object, viewer = steel) =>
    executeSubgraph<Record<string, Record<string, unknown>> | null>(workersSubgraph, {
      ...{ db: db.app, viewer, query, variables: { ...variables } },
    });
  const head = aHeadRow();
  const file = importFile([head, aSpouseRow(head)]);
  const start = async (unionId: string) => {
    const input = {
      ...{ mode: 'PER_ROW', dryRun: false, regionCode: '340103', unionId, idempotencyKey: aKey() },
      ...announcementOf(file, '名单.csv'),
    };
    const query = `mutation($input: StartHouseholdImportInput!) { startHouseholdImport(input: $input) { __typename
      ... on HouseholdImport { id } } }`;
    const { data, errors } = await run(query, { input });
    return errors.length > 0 ? errors : data?.['startHouseholdImport'];
  };

  beforeAll(async () => {
    await plantUnions(db.owner, { [STEEL]: null, [COAL]: null });
    for (const id of [STEEL, COAL]) await aUnion(db.owner, { id, region_code: '340103' });
  });

  it('I34: makes files of its own union, and the other union’s maker sees neither file nor import', async () => {
    expect(await start(COAL)).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'unionId' } }]);
    const { id } = (await start(STEEL)) as { id: string };
    for (const piece of piecesOfFile(file)) {
      const query =
        'mutation($input: AppendHouseholdImportInput!) { appendHouseholdImport(input: $input) { __typename } }';
      expect((await run(query, { input: { id, ...piece } })).errors).toEqual([]);
    }
    const finish =
      'mutation($input: FinishHouseholdImportInput!) { finishHouseholdImport(input: $input) { __typename } }';
    expect((await run(finish, { input: { id } }, coal)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await run(finish, { input: { id } })).errors).toEqual([]);
    const { jobs = [] } = workersSubgraph.compose({ db: db.app, clock: testClock, cipher: testCipher });
    await runJobs(db.app, testClock, jobs);
    const read =
      'query($id: ID!) { householdImport(id: $id) { state householdsImported personsImported } households { totalCount } }';
    expect((await run(read, { id })).data).toEqual({
      householdImport: { state: 'DONE', householdsImported: 1, personsImported: 2 },
      households: { totalCount: 1 },
    });
    const lists = '{ householdImports { totalCount } households { totalCount } workers { totalCount } }';
    const none = { totalCount: 0 };
    expect((await run(lists, {}, coal)).data).toEqual({ householdImports: none, households: none, workers: none });
  });
});
