import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { Acts, runJobs } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { aKey, executeSubgraph, mutationKit, testCipher, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { anApplicationAt } from '../filing/application-builder';
import { ApplicationStatus } from '../filing/application-status';
import { aLine, sendStep } from '../filing/filing-driver';
import { aHeadRow, type Cells, importFile } from '../import/import-builders';
import { aHousehold, anIdNumber, aUnion } from '../row-builders';
import { announcementOf, piecesOfFile } from '../upload/upload-builders';
import { workersSubgraph } from '../workers.subgraph';
import { MET_PER_DAY } from './met-elsewhere';

const UNION = newId();
const THEIRS = '340202';
const officer = (subject: string): Viewer => viewerWith({ role: 'maker', read: ['340103'], subject });
const { answerOf } = mutationKit(workersSubgraph, officer('maker-1'), 'stateNow');

describe('an officer who meets people of other regions by their ID numbers', () => {
  const db = useTestDatabase(workersSubgraph.database);
  beforeAll(async () => {
    await aUnion(db.owner, { id: UNION, region_code: '340103' });
    await aLine(db, { region_code: '340000', valid_from: '2016-01-01' });
  });
  const hashOf = (idNumber: string): Buffer => testCipher.hash('id-number', idNumber);
  /** Filed in another region, or in the officer's. */
  const filed = async (idNumber: string, regionCode = THEIRS): Promise<string> =>
    (
      await aHousehold(db.owner, {
        region_code: regionCode,
        head: { region_code: regionCode, id_number_hash: hashOf(idNumber) },
      })
    ).headId;
  const toldThere = (id: string): Promise<object[]> =>
    db.owner.query<object[]>(
      `select actor, action from audit_entry where region_code = $2 and $1::uuid = any(subject_ids)`,
      [id, THEIRS],
    );
  /** As many as the day allows but for these. */
  const metAllBut = (viewer: Viewer, left: number): Promise<unknown> =>
    new Acts(db.app, testClock).perform(viewer, 'person.meet', (tx) => {
      tx.note({ met: MET_PER_DAY - left });
      return Promise.resolve();
    });

  const run = async (viewer: Viewer, query: string, variables: Record<string, unknown>) =>
    (
      await executeSubgraph<Record<string, Record<string, unknown>>>(workersSubgraph, {
        ...{ db: db.app, viewer, query, variables },
      })
    ).data;
  async function checked(viewer: Viewer, rows: readonly Cells[]): Promise<object | undefined> {
    const file = importFile(rows);
    const ask = (verb: string, input: object) =>
      run(
        viewer,
        `mutation($input: ${verb}HouseholdImportInput!) { r: ${verb.toLowerCase()}HouseholdImport(input: $input) { ... on HouseholdImport { id } } }`,
        { input },
      );
    const target = { mode: 'PER_ROW', dryRun: true, regionCode: '340103', unionId: UNION, idempotencyKey: aKey() };
    const id = (await ask('Start', { ...announcementOf(file, '名单.csv'), ...target }))['r']?.['id'];
    for (const piece of piecesOfFile(file)) await ask('Append', { id, ...piece });
    await ask('Finish', { id });
    const { jobs = [] } = workersSubgraph.compose({ db: db.app, clock: testClock, cipher: testCipher });
    await runJobs(db.app, testClock, jobs);
    const read = 'query($id: ID!) { householdImport(id: $id) { state problems(first: 5) { nodes { line rule } } } }';
    return (await run(viewer, read, { id }))['householdImport'];
  }
  const row = (idNumber: string): Cells => aHeadRow({ idNumber, minLivingLine: '' });

  const temporary = (viewer: Viewer, idNumber: string) => {
    const input = {
      ...{ idempotencyKey: aKey(), regionCode: '340103', unionId: UNION, because: 'NOT_QUALIFIED', reason: '临时困难' },
      ...{ primaryCause: 'MAJOR_ILLNESS', secondaryCauses: [], isAccidental: false, lines: [] },
      head: { name: '张小明', idNumber, employmentStatus: 'LAID_OFF' },
    };
    return answerOf(db, 'openTemporaryFile', input, {
      ...{ viewer, selection: '... on Household { id } ... on HouseholdAlreadyFiled { rule fileNo }' },
    });
  };
  const member = async (viewer: Viewer, idNumber: string) => {
    const { id } = await aHousehold(db.owner, { region_code: '340103' });
    const input = {
      ...{ id, expectedVersion: 1, reason: '结婚', name: '周小平', idNumber, relation: 'SPOUSE' },
      ...{ employmentStatus: 'UNEMPLOYED', joinedOn: '2017-01-10' },
    };
    return answerOf(db, 'addMember', input, {
      ...{ viewer, selection: '... on Household { id } ... on HouseholdAlreadyFiled { rule fileNo }' },
    });
  };
  const application = async (viewer: Viewer, idNumber: string) => {
    const { id, version, headId } = await anApplicationAt(db.owner, ApplicationStatus.DRAFT);
    await db.owner.query('update filing_person set id_number_hash = $2 where id = $1', [headId, hashOf(idNumber)]);
    const input = { id, expectedVersion: version };
    return sendStep(db, { viewer, mutation: 'submitFiling', inputType: 'FilingStepInput', input });
  };
  const FORMS = [
    ['a temporary file', temporary],
    ['a new member', member],
  ] as const;

  it.each(FORMS)('is on record where they are, by %s that is refused', async (_form, send) => {
    const idNumber = anIdNumber();
    const id = await filed(idNumber);
    const viewer = officer(newId());
    expect(await send(viewer, idNumber)).toMatchObject({ rule: 'ONE_HOUSEHOLD_ONE_FILE' });
    expect(await toldThere(id)).toEqual([{ actor: viewer.subject, action: 'person.meet' }]);
  });

  it('is on record where they are, by an application that is refused', async () => {
    const idNumber = anIdNumber();
    const id = await filed(idNumber);
    const viewer = officer(newId());
    expect(await application(viewer, idNumber)).toHaveProperty('rule');
    expect(await toldThere(id)).toEqual([{ actor: viewer.subject, action: 'person.meet' }]);
  });

  it.each(FORMS)('is told no more by %s after as many as a day allows, whoever is looked for', async (_form, send) => {
    const [theirs, nobody] = [anIdNumber(), anIdNumber()];
    await filed(theirs);
    const viewer = officer(newId());
    await metAllBut(viewer, 0);
    for (const idNumber of [theirs, nobody])
      expect(await send(viewer, idNumber)).toMatchObject({
        rule: 'RATE_LIMITED',
        facts: expect.arrayContaining([{ name: 'limit', value: String(MET_PER_DAY) }]),
      });
  });

  it('is told no more by an application either', async () => {
    const viewer = officer(newId());
    await metAllBut(viewer, 0);
    expect(await application(viewer, anIdNumber())).toMatchObject({ rule: 'RATE_LIMITED', field: 'id' });
  });

  it('is on record where they are, by a dry run of a list, and not for those of its own region', async () => {
    const [theirs, own] = [anIdNumber(), anIdNumber()];
    const ids = [await filed(theirs), await filed(own, '340103')] as const;
    const viewer = officer(newId());
    expect(await checked(viewer, [row(theirs), row(own), row(anIdNumber())])).toEqual({
      state: 'CHECKED',
      problems: {
        nodes: [
          { line: 2, rule: 'ONE_HOUSEHOLD_ONE_FILE' },
          { line: 3, rule: 'ONE_HOUSEHOLD_ONE_FILE' },
        ],
      },
    });
    expect(await toldThere(ids[0])).toEqual([{ actor: viewer.subject, action: 'household.import' }]);
    const [sum] = await db.owner.query<object[]>(
      `select sum((detail ->> 'met')::int)::int as met from audit_entry where actor = $1`,
      [viewer.subject],
    );
    expect(sum).toEqual({ met: 1 });
  });

  it('has a list broken off at as many as a day allows, and isn’t told whom it met beyond', async () => {
    const both = [anIdNumber(), anIdNumber()] as const;
    const ids = [await filed(both[0]), await filed(both[1])] as const;
    const viewer = officer(newId());
    await metAllBut(viewer, 1);
    const refused = { state: 'REFUSED', problems: { nodes: [{ line: 1, rule: 'RATE_LIMITED' }] } };
    expect(await checked(viewer, both.map(row))).toEqual(refused);
    for (const id of ids) expect(await toldThere(id)).toHaveLength(1);
    expect(await checked(viewer, [row(anIdNumber())])).toEqual(refused);
  });
});
