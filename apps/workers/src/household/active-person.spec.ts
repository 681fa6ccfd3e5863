import { describe, expect, it } from '@jest/globals';
import { testCipher, useTestDatabase } from '@nuan/testing';

import { ApplicationStatus } from '../filing/application-status';
import { anApplicationAt } from '../filing/application-builder';
import { aHousehold, aMember, anIdNumber } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

/** Numbers of [0, 1) from a seed, the same everywhere (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('who is held by a file or an application', () => {
  const db = useTestDatabase(workersSubgraph.database);

  const held = (): Promise<object[]> =>
    db.owner.query('select id_number_hash, household_id, application_id from active_person order by id_number_hash');

  it('I1: is kept by triggers as it would be made anew from the rows, whatever files, members and applications do', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = randomFrom(seed);
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const people = Array.from({ length: 25 }, () => anIdNumber());
    const files: string[] = [];
    const members: string[] = [];
    const applications: string[] = [];
    const attempts: Record<string, () => Promise<unknown>> = {
      file: async () => {
        const idNumber = pick(people) ?? '';
        const known = await db.owner.query<object[]>('select 1 from worker where id_number_hash = $1', [
          testCipher.hash('id-number', idNumber),
        ]);
        if (known.length > 0) return;
        const { id } = await aHousehold(db.owner, { head: { id_number_hash: testCipher.hash('id-number', idNumber) } });
        files.push(id);
        members.push(await aMember(db.owner, id, { id_number_hash: testCipher.hash('id-number', anIdNumber()) }));
      },
      leave: () =>
        db.owner.query('update worker set household_id = null, relation = null, version = version + 1 where id = $1', [
          pick(members),
        ]),
      join: () =>
        db.owner.query(`update worker set household_id = $2, relation = 'OTHER', version = version + 1 where id = $1`, [
          pick(members),
          pick(files),
        ]),
      propose: () =>
        db.owner.query(`update household set status = 'EXIT_PROPOSED', version = version + 1 where id = $1`, [
          pick(files),
        ]),
      cancel: () =>
        db.owner.query(
          `update household set status = 'CANCELLED', exited_on = '2017-01-20', exit_reason = 'DUPLICATE', version = version + 1 where id = $1`,
          [pick(files)],
        ),
      apply: async () => {
        const built = await anApplicationAt(db.owner, ApplicationStatus.SUBMITTED, { idNumber: pick(people) ?? '' });
        applications.push(built.id);
      },
      decide: () =>
        db.owner.query('update filing_application set status = $2 where id = $1', [
          pick(applications),
          pick(['RETURNED', 'REJECTED', 'WITHDRAWN', 'FIRST_REVIEW']),
        ]),
    };
    const done = new Map<string, number>();
    for (let step = 0; step < 150; step += 1) {
      const name = pick(Object.keys(attempts)) ?? 'file';
      // Steps that a rule refuses change nothing; what counts is what the others leave.
      const went = await attempts[name]?.().then(
        () => true,
        () => false,
      );
      if (went) done.set(name, (done.get(name) ?? 0) + 1);
    }
    const kept = await held();
    await db.owner.query('select rebuild_active_person()');
    expect([seed, kept]).toEqual([seed, await held()]);
    expect(done.size).toBeGreaterThanOrEqual(5);
    expect(kept.length).toBeGreaterThan(0);
  }, 60_000);
});
