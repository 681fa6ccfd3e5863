import { beforeAll, describe, expect, it } from '@jest/globals';
import { Acts, runJobs } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';
import { executeSubgraph, mutationKit, testCipher, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { anApplicationAt } from '../filing/application-builder';
import { ApplicationStatus } from '../filing/application-status';
import { aLine, sendStep } from '../filing/filing-driver';
import { aHeadRow, importFile } from '../import/import-builders';
import { aHousehold, aNewFile, aNewPerson, anIdNumber, aUnion, aWorker } from '../row-builders';
import { aKey, announcementOf, piecesOfFile } from '../upload/upload-builders';
import { workersSubgraph } from '../workers.subgraph';
import { openFile } from './open-file';
import { openFiles } from './open-files';

const UNION = newId();
const THEIRS = '340202';
const maker = viewerWith({ role: 'maker', read: ['340103'], subject: 'maker-1' });
const { answerOf } = mutationKit(workersSubgraph, maker, 'stateNow');

describe('a person whom another region knows', () => {
  const db = useTestDatabase(workersSubgraph.database);
  beforeAll(async () => {
    await aUnion(db.owner, { id: UNION, region_code: '340103' });
    await aLine(db);
  });
  const hashOf = (idNumber: string): Buffer => testCipher.hash('id-number', idNumber);

  /** Known there with phone and name, in no active file. */
  const known = (idNumber: string): Promise<string> =>
    aWorker(db.owner, {
      ...{ region_code: THEIRS, name: '周小平', id_number_hash: hashOf(idNumber), phone_mask: '100****0009' },
      ...{ phone_sealed: testCipher.seal('10000000009'), phone_hash: testCipher.hash('phone', '10000000009') },
    });
  const rowOf = async (id: string): Promise<object | undefined> =>
    (
      await db.owner.query<object[]>(
        `select name, region_code, phone_mask, phone_sealed is null and phone_hash is null as silent from worker where id = $1`,
        [id],
      )
    )[0];
  const there = { name: '周小平', region_code: THEIRS, phone_mask: '100****0009', silent: false };
  const here = { name: '周小平', region_code: '340103', phone_mask: null, silent: true };
  /** What the auditors of their region find. */
  const toldThere = (id: string): Promise<object[]> =>
    db.owner.query<object[]>(
      `select actor, action, subject_ids, detail from audit_entry where region_code = $2 and $1::uuid = any(subject_ids)`,
      [id, THEIRS],
    );
  const open = (way: string, name: string, idNumber: string): Promise<unknown> => {
    const file = aNewFile({ regionCode: '340103', persons: [aNewPerson({ name, idNumber })] });
    return new Acts(db.app, testClock).perform<unknown>(maker, 'file.open', (tx) =>
      way === 'alone' ? openFile(tx, testCipher, file) : openFiles(tx, testCipher, [file]),
    );
  };

  it.each(['alone', 'in a list'])(
    'is taken into a file that is opened %s by the same name, without the phone of before, and on record there',
    async (way) => {
      const idNumber = anIdNumber();
      const id = await known(idNumber);
      await open(way, '周小平', idNumber);
      expect(await rowOf(id)).toEqual(here);
      expect(await toldThere(id)).toMatchObject([{ actor: 'maker-1', action: 'file.open', subject_ids: [id] }]);
    },
  );

  it('is taken into no file by another name, and the refusal says neither whose the number is nor where', async () => {
    const idNumber = anIdNumber();
    const id = await known(idNumber);
    const refusal = (await open('alone', '张小明', idNumber)) as RuleBroken;
    expect(refusal).toBeInstanceOf(RuleBroken);
    expect(refusal).toMatchObject({ rule: 'NAME_AS_ON_FILE', field: 'content.persons.0.name' });
    expect(JSON.stringify(refusal)).not.toMatch(/周小平|3402/);
    await expect(open('in a list', '张小明', idNumber)).rejects.toThrow();
    expect(await rowOf(id)).toEqual(there);
  });

  it('is refused by another name as an application is handed in, before anybody looks at it', async () => {
    const application = await anApplicationAt(db.owner, ApplicationStatus.DRAFT);
    const [person] = await db.owner.query<{ id_number_hash: Buffer }[]>(
      'select id_number_hash from filing_person where id = $1',
      [application.headId],
    );
    await aWorker(db.owner, { region_code: THEIRS, name: '周小平', id_number_hash: person?.id_number_hash });
    const input = { id: application.id, expectedVersion: application.version };
    const step = { viewer: maker, mutation: 'submitFiling', inputType: 'FilingStepInput', input };
    expect(await sendStep(db, step)).toMatchObject({
      rule: 'NAME_AS_ON_FILE',
      field: 'content.persons.0.name',
    });
  });

  it('becomes a member with the phone that is given, or with none, and on record there', async () => {
    const { id: fileId } = await aHousehold(db.owner, { region_code: '340103' });
    const idNumber = anIdNumber();
    const id = await known(idNumber);
    const consent = { textVersion: '2016-1', channel: 'PAPER', givenAt: '2017-01-20T09:00:00+08:00' };
    const input = {
      ...{ id: fileId, expectedVersion: 1, reason: '结婚', name: '周小平', idNumber, relation: 'SPOUSE' },
      ...{ employmentStatus: 'UNEMPLOYED', joinedOn: '2017-01-10', consent },
    };
    expect(await answerOf(db, 'addMember', input, { selection: '... on Household { id }' })).toMatchObject({
      id: fileId,
    });
    expect(await rowOf(id)).toEqual(here);
    expect(await toldThere(id)).toMatchObject([{ actor: 'maker-1', action: 'household.addMember' }]);
  });

  it('is refused to a list by another name, by line and column, and taken by the same one', async () => {
    const [same, other] = [anIdNumber(), anIdNumber()];
    const ids = [await known(same), await known(other)] as const;
    const file = importFile([
      aHeadRow({ name: '周小平', idNumber: same, minLivingLine: '' }),
      aHeadRow({ idNumber: other, minLivingLine: '' }),
    ]);
    const run = async (query: string, variables: Record<string, unknown>) =>
      (
        await executeSubgraph<Record<string, Record<string, unknown>>>(workersSubgraph, {
          ...{ db: db.app, viewer: maker, query, variables },
        })
      ).data;
    const ask = (verb: string, input: object) =>
      run(
        `mutation($input: ${verb}HouseholdImportInput!) { r: ${verb.toLowerCase()}HouseholdImport(input: $input) { ... on HouseholdImport { id } } }`,
        { input },
      );
    const target = { mode: 'PER_ROW', dryRun: false, regionCode: '340103', unionId: UNION, idempotencyKey: aKey() };
    const id = (await ask('Start', { ...announcementOf(file, '名单.csv'), ...target }))['r']?.['id'];
    for (const piece of piecesOfFile(file)) await ask('Append', { id, ...piece });
    await ask('Finish', { id });
    const { jobs = [] } = workersSubgraph.compose({ db: db.app, clock: testClock, cipher: testCipher });
    await runJobs(db.app, testClock, jobs);
    const read =
      'query($id: ID!) { householdImport(id: $id) { householdsImported problems(first: 5) { nodes { line column rule } } } }';
    expect((await run(read, { id }))['householdImport']).toEqual({
      householdsImported: 1,
      problems: { nodes: [{ line: 3, column: '姓名', rule: 'NAME_AS_ON_FILE' }] },
    });
    expect(await rowOf(ids[0])).toEqual(here);
    expect(await rowOf(ids[1])).toEqual(there);
    expect(await toldThere(ids[0])).toMatchObject([{ action: 'household.import' }]);
  });
});
