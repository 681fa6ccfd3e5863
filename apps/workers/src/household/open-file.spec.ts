import { describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { StudyLevel } from '@nuan/kernel';
import { testCipher, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, aMember, aNewFile, aNewPerson, anIdNumber, exitOn } from '../row-builders';
import { HouseholdRelation } from '../worker/household-relation';
import { workersSubgraph } from '../workers.subgraph';
import { HouseholdAlreadyFiled, isHeldElsewhere } from './household-already-filed';
import type { NewFile, OpenedFile } from './new-file';
import { openFile } from './open-file';
import { openFiles } from './open-files';

describe('a file that is opened', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = viewerWith({ role: 'maker', read: ['340100'], subject: 'maker-1' });

  const open = async (file: NewFile, viewer = maker): Promise<OpenedFile | HouseholdAlreadyFiled> =>
    new Acts(db.app, testClock).perform(viewer, 'file.open', (tx) => openFile(tx, testCipher, file));

  const opened = async (file: NewFile): Promise<OpenedFile> => {
    const result = await open(file);
    if (result instanceof HouseholdAlreadyFiled) throw result;
    return result;
  };

  const hashOf = (idNumber: string): Buffer => testCipher.hash('id-number', idNumber);

  it('holds household, persons, schooling and first event, sealed and masked', async () => {
    const [head, child] = [anIdNumber('1970-03-04'), anIdNumber('2005-06-07')];
    const { householdId, headId, fileNo, workerIds } = await opened(
      aNewFile({
        regionCode: '340104',
        persons: [
          aNewPerson({ relation: HouseholdRelation.CHILD, idNumber: child, student: junior() }),
          aNewPerson({ idNumber: head, phone: '10000000001' }),
        ],
      }),
    );
    expect(fileNo).toBe('K340104-2017-00001');
    expect(workerIds[1]).toBe(headId);
    const [household] = await db.app.query<object[]>(
      'select status, size, net_per_capita_fen, next_review_due_on, head_id, version from household where id = $1',
      [householdId],
    );
    expect(household).toEqual({
      status: 'RECORDED',
      size: 2,
      net_per_capita_fen: '20000',
      next_review_due_on: '2018-01-23',
      head_id: headId,
      version: 1,
    });
    const people = await db.app.query<{ id_number_sealed: Buffer }[]>(
      'select relation, birth_year, id_number_mask, id_number_sealed from worker where household_id = $1 order by birth_year',
      [householdId],
    );
    expect(people.map((row) => testCipher.open(row.id_number_sealed))).toEqual([head, child]);
    expect(people).toMatchObject([
      { relation: 'HEAD', birth_year: 1970, id_number_mask: `${head.slice(0, 3)}***********${head.slice(-4)}` },
      { relation: 'CHILD', birth_year: 2005 },
    ]);
    const sql =
      'select s.level, e.kind from student s join file_event e using (household_id) where s.household_id = $1';
    expect(await db.app.query(sql, [householdId])).toEqual([{ level: 'JUNIOR', kind: 'RECORDED' }]);
  });

  it('I1: is refused to a person who is head or member of an active file, and names the file within the region only', async () => {
    const [head, member] = [anIdNumber(), anIdNumber()];
    const first = await opened(
      aNewFile({
        persons: [aNewPerson({ idNumber: head }), aNewPerson({ idNumber: member, relation: HouseholdRelation.SPOUSE })],
      }),
    );
    for (const idNumber of [head, member]) {
      const again = await open(aNewFile({ persons: [aNewPerson({ idNumber })] }));
      expect(again).toMatchObject({ rule: 'ONE_HOUSEHOLD_ONE_FILE', fileNo: first.fileNo });
    }
    const elsewhere = viewerWith({ role: 'maker', read: ['340200'], subject: 'maker-2' });
    const file = aNewFile({ regionCode: '340202', persons: [aNewPerson({ idNumber: member })] });
    expect(await open(file, elsewhere)).toMatchObject({ rule: 'ONE_HOUSEHOLD_ONE_FILE', fileNo: null });
  });

  it('I1: of two that file the same persons at once, in any order, exactly one is opened', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [aNewPerson(), aNewPerson({ relation: HouseholdRelation.SPOUSE })];
      const turned = [
        { ...b, relation: HouseholdRelation.HEAD },
        { ...a, relation: HouseholdRelation.SPOUSE },
      ];
      const outcomes = await Promise.allSettled([
        open(aNewFile({ persons: [a, b] })),
        open(aNewFile({ persons: turned, regionCode: '340102' })),
      ]);
      const won = outcomes.filter((o) => o.status === 'fulfilled' && !(o.value instanceof HouseholdAlreadyFiled));
      expect(won).toHaveLength(1);
      const lost = outcomes.find((o) => !won.includes(o));
      const known =
        lost?.status === 'rejected' ? isHeldElsewhere(lost.reason) : lost?.value instanceof HouseholdAlreadyFiled;
      expect(known).toBe(true);
      const held = await db.app.query<object[]>(
        'select household_id from active_person where id_number_hash = any($1)',
        [[hashOf(a.idNumber), hashOf(b.idNumber)]],
      );
      expect(held).toHaveLength(2);
      expect(held[0]).toEqual(held[1]);
    }
  });

  it('I1: takes in a person whose file has ended, who leaves a trace in the old one', async () => {
    const person = aNewPerson();
    const hash = hashOf(person.idNumber);
    const old = await aHousehold(db.owner, { ...exitOn('2016-12-30'), head: { id_number_hash: hash } });
    const { headId, householdId } = await opened(aNewFile({ persons: [person], previousFileId: old.id }));
    expect(headId).toBe(old.headId);
    expect(
      await db.app.query('select household_id, relation, left_on from former_member where worker_id = $1', [headId]),
    ).toEqual([{ household_id: old.id, relation: 'HEAD', left_on: '2016-12-30' }]);
    expect(await db.app.query('select household_id from active_person where id_number_hash = $1', [hash])).toEqual([
      { household_id: householdId },
    ]);
  });

  it.each(['alone', 'in a list'])(
    'opened %s counts who was once added to another file as a member since the filing',
    async (way) => {
      const person = aNewPerson({ relation: HouseholdRelation.SPOUSE });
      const old = await aHousehold(db.owner, exitOn('2016-12-30'));
      const id = await aMember(db.owner, old.id, {
        id_number_hash: hashOf(person.idNumber),
        member_since_on: '2016-05-04',
      });
      const file = aNewFile({ persons: [aNewPerson(), person] });
      if (way === 'alone') await opened(file);
      else await new Acts(db.app, testClock).perform(maker, 'file.open', (tx) => openFiles(tx, testCipher, [file]));
      expect(await db.app.query('select member_since_on from worker where id = $1', [id])).toEqual([
        { member_since_on: null },
      ]);
      expect(
        await db.app.query('select household_id, joined_on, left_on from former_member where worker_id = $1', [id]),
      ).toEqual([{ household_id: old.id, joined_on: '2016-05-04', left_on: '2016-12-30' }]);
    },
  );

  it('I1: lets nobody move straight from one active file to another, nor a file come back over a person filed since', async () => {
    const [mine, other] = [await aHousehold(db.owner), await aHousehold(db.owner)];
    const member = await aMember(db.owner, mine.id);
    const move = db.owner.query('update worker set household_id = $1, version = version + 1 where id = $2', [
      other.id,
      member,
    ]);
    await expect(move).rejects.toThrow('active_person_pkey');
  });

  it('gets numbers without gaps or doubles, also of twelve that are opened at once and some that fail', async () => {
    const taken = aNewPerson();
    await opened(aNewFile({ regionCode: '340111', persons: [taken] }));
    const results = await Promise.all(
      Array.from({ length: 12 }, (_value, at) =>
        open(aNewFile({ regionCode: '340111', persons: [at % 4 === 3 ? taken : aNewPerson()] })),
      ),
    );
    const numbers = results.flatMap((result) => ('fileNo' in result && !('rule' in result) ? [result.fileNo] : []));
    const expected = Array.from({ length: 9 }, (_value, at) => `K340111-2017-${String(at + 2).padStart(5, '0')}`);
    expect(numbers.sort()).toEqual(expected);
  });

  it('goes on from the numbers of a region that are there', async () => {
    await aHousehold(db.owner, { file_no: 'K340123-2017-00041', region_code: '340123' });
    expect((await opened(aNewFile({ regionCode: '340123' }))).fileNo).toBe('K340123-2017-00042');
  });
});

const junior = () => ({ level: StudyLevel.JUNIOR, schoolName: '样例中学', enrolledYear: 2016, programmeYears: 3 });
