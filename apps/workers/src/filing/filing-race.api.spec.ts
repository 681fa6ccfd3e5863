import { beforeAll, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { testCipher, testClock, useTestDatabase } from '@nuan/testing';

import { HouseholdAlreadyFiled } from '../household/household-already-filed';
import { openFile } from '../household/open-file';
import { aHousehold, aNewFile, aNewPerson, anIdNumber } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { ApplicationStatus as S } from './application-status';
import { anApplicationAt, type BuiltApplication, OFFICERS } from './application-builder';
import { aLine, type Answer, officerOf, sendStep } from './filing-driver';

describe('two officers at once', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = officerOf('maker', OFFICERS.maker);
  const checker = officerOf('checker', OFFICERS.checker);

  beforeAll(() => aLine(db));

  const step = (
    application: BuiltApplication,
    mutation: string,
    viewer = maker,
    inputType = 'FilingStepInput',
  ): Promise<Answer> =>
    sendStep(db, { viewer, mutation, inputType, input: { id: application.id, expectedVersion: application.version } });

  it('I1: hand in the same person: exactly one application holds it, the other learns that it is held', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [a, b] = [anIdNumber(), anIdNumber()];
      const mine = await anApplicationAt(db.owner, S.DRAFT, { idNumber: a, members: [b] });
      const theirs = await anApplicationAt(db.owner, S.DRAFT, { idNumber: b, members: [a] });
      const answers = await Promise.all([step(mine, 'submitFiling'), step(theirs, 'submitFiling')]);
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
        'FilingApplication',
        'HouseholdAlreadyFiled',
      ]);
      expect(answers.find(({ __typename }) => __typename === 'HouseholdAlreadyFiled')).toMatchObject({
        rule: 'ONE_HOUSEHOLD_ONE_FILE',
        fileNo: null,
      });
      const won = answers.find(({ __typename }) => __typename === 'FilingApplication');
      expect(answers.find(({ __typename }) => __typename === 'HouseholdAlreadyFiled')?.applicationId).toBe(won?.id);
      const held = await db.app.query<object[]>('select 1 from active_person where application_id = any($1)', [
        [mine.id, theirs.id],
      ]);
      expect(held).toHaveLength(2);
    }
  });

  it('I1: hand in a member of an active file: its number is told within the region alone', async () => {
    const idNumber = anIdNumber();
    const { fileNo } = await aHousehold(db.owner, { head: { id_number_hash: testCipher.hash('id-number', idNumber) } });
    const mine = await anApplicationAt(db.owner, S.DRAFT, { members: [idNumber] });
    expect(await step(mine, 'submitFiling')).toMatchObject({ __typename: 'HouseholdAlreadyFiled', fileNo });
    const theirs = await anApplicationAt(db.owner, S.DRAFT, { idNumber, row: { region_code: '340102' } });
    expect(await step(theirs, 'submitFiling', officerOf('maker', 'maker-1', '340102'))).toMatchObject({
      __typename: 'HouseholdAlreadyFiled',
      fileNo: null,
    });
  });

  it('I1: one records what the other imports: exactly one file comes to be', async () => {
    for (let round = 0; round < 5; round += 1) {
      const idNumber = anIdNumber();
      const application = await anApplicationAt(db.owner, S.APPROVED, { idNumber });
      const importing = new Acts(db.app, testClock)
        .perform(maker, 'household.import', (tx) =>
          openFile(tx, testCipher, aNewFile({ persons: [aNewPerson({ idNumber })] })),
        )
        .then((result) => (result instanceof HouseholdAlreadyFiled ? 'refused' : 'opened'));
      const [recorded, imported] = await Promise.all([step(application, 'recordFiling', checker), importing]);
      expect([recorded.status, imported]).toEqual(['RECORDED', 'refused']);
      const files = await db.app.query<object[]>(
        'select 1 from worker where id_number_hash = $1 and household_id is not null',
        [testCipher.hash('id-number', idNumber)],
      );
      expect(files).toHaveLength(1);
    }
  });

  it('record one application: one file, and the other officer meets the new version', async () => {
    const application = await anApplicationAt(db.owner, S.APPROVED);
    const answers = await Promise.all([
      step(application, 'recordFiling', checker),
      step(application, 'recordFiling', checker),
    ]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['FilingApplication', 'VersionConflict']);
    const files = await db.app.query<object[]>(
      'select 1 from filing_application where id = $1 and household_id is not null',
      [application.id],
    );
    expect(files).toHaveLength(1);
  });

  it('approve one application: one decision', async () => {
    const application = await anApplicationAt(db.owner, S.PUBLICISED);
    await db.owner.query(
      `update publicity_notice set closed_on = '2017-01-22', outcome = 'UNCONTESTED' where id = $1`,
      [application.noticeId],
    );
    const approve = (subject: string) =>
      step(application, 'approveFiling', officerOf('checker', subject), 'FilingOpinionInput');
    const answers = await Promise.all([approve('checker-1'), approve('checker-2')]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['FilingApplication', 'VersionConflict']);
    const decisions = await db.app.query<object[]>(
      `select 1 from decision where application_id = $1 and stage = 'APPROVAL'`,
      [application.id],
    );
    expect(decisions).toHaveLength(1);
  });
});
