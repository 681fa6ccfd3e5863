import { describe, expect, it } from '@jest/globals';
import { ConflictError, FaultError } from '@nuan/errors';
import { newId, systemClock } from '@nuan/kernel';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { actsOver, parcelDatabase } from '../testing/parcel.database';
import { cancelJobs, type JobHandler, loadProgress, startJob } from './job';
import { JobRunner, runJobs } from './job-runner';

const maker = viewerWith({ role: 'maker', subject: 'maker-1', read: ['340103'] });
const TOTAL = 10;

/** Packs ten parcels, four at a time; each step counts on from the cursor. */
const packing = (refuseAt = Infinity, fault?: { left: number }): JobHandler => ({
  kind: 'parcel.pack',
  step: async (tx, job) => {
    const from = Number(job.cursor?.['next'] ?? 0);
    const to = Math.min(from + 4, TOTAL);
    for (let index = from; index < to; index += 1)
      await tx.query(`insert into parcel (id, region_code, status, weight) values ($1, '340103', 'PACKED', $2)`, [
        newId(),
        index + 1,
      ]);
    if (to > refuseAt) throw new ConflictError('NO_ROOM', 'There is no room for more.');
    if (fault && from > 0 && fault.left > 0) {
      fault.left -= 1;
      throw new FaultError('the power went out');
    }
    return { cursor: { next: to }, done: to, total: TOTAL, finished: to === TOTAL };
  },
});

describe('a job', () => {
  const db = useTestDatabase(parcelDatabase);
  const begin = async (kind = 'parcel.pack'): Promise<string> => {
    const subjectId = newId();
    await actsOver(db.owner).perform(maker, 'parcel.plan', async (tx) => {
      await tx.query('delete from parcel');
      await startJob(tx, { kind, subjectId, regionCode: '340103' });
    });
    return subjectId;
  };
  const weights = async (): Promise<number[]> =>
    (await db.app.query<{ weight: number }[]>('select weight from parcel order by weight')).map(({ weight }) => weight);
  const all = Array.from({ length: TOTAL }, (_, index) => index + 1);

  it('does its work in steps, each an act of who started it, and tells how far it is', async () => {
    const subject = await begin();
    expect(await loadProgress(db.app, [subject, newId()])).toMatchObject([
      { state: 'QUEUED', done: 0, total: null },
      null,
    ]);
    expect(await runJobs(db.app, systemClock, [packing()])).toBe(3);
    expect(await weights()).toEqual(all);
    expect(await loadProgress(db.app, [subject])).toMatchObject([
      { state: 'DONE', done: TOTAL, total: TOTAL, failed: 0 },
    ]);
    const acts = await db.app.query(`select distinct actor, region_code from audit_entry where action = 'parcel.pack'`);
    expect(acts).toEqual([{ actor: 'maker-1', region_code: '340103' }]);
  });

  it('is done once when several processes run it', async () => {
    await begin();
    const faults: unknown[] = [];
    const runners = Array.from(
      { length: 4 },
      () => new JobRunner(db.app, systemClock, [packing()], { onFault: (error) => faults.push(error) }),
    );
    while ((await loadState()) !== 'DONE') await Promise.all(runners.map((runner) => runner.runAll()));
    expect(faults).toEqual([]);
    expect(await weights()).toEqual(all);
  });

  it('leaves no audit row of a step that another process has', async () => {
    const subject = await begin();
    const entries = async (): Promise<unknown> => db.app.query('select count(*) from audit_entry');
    const before = await entries();
    await db.owner.transaction(async (manager) => {
      await manager.query('select id from job where subject_id = $1 for update', [subject]);
      expect(await runJobs(db.app, systemClock, [packing()])).toBe(0);
    });
    expect(await entries()).toEqual(before);
    await runJobs(db.app, systemClock, [packing()]);
  });
  const loadState = async (): Promise<string | undefined> =>
    (await db.app.query<{ state: string }[]>('select state from job order by created_at desc, id desc limit 1'))[0]
      ?.state;

  it('goes on from its last step after a fault, which has left nothing behind', async () => {
    const subject = await begin();
    const fault = { left: 1 };
    await expect(runJobs(db.app, systemClock, [packing(Infinity, fault)])).rejects.toThrow('the power went out');
    expect(await weights()).toEqual([1, 2, 3, 4]);
    await db.app.query('update job set not_before = now() where subject_id = $1', [subject]);
    await runJobs(db.app, systemClock, [packing(Infinity, fault)]);
    expect(await weights()).toEqual(all);
  });

  it('ends as failed, with its message, when a step is refused, and keeps what was done', async () => {
    const subject = await begin();
    await runJobs(db.app, systemClock, [packing(8)]);
    expect(await loadProgress(db.app, [subject])).toMatchObject([
      { state: 'FAILED', done: 8, message: 'There is no room for more.' },
    ]);
    expect(await weights()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('ends when it is cancelled', async () => {
    const subject = await begin();
    await actsOver(db.app).perform(maker, 'parcel.plan', (tx) => cancelJobs(tx, subject));
    expect(await runJobs(db.app, systemClock, [packing()])).toBe(0);
    expect(await loadProgress(db.app, [subject])).toMatchObject([{ state: 'CANCELLED' }]);
  });

  it('waits for a process that knows its kind', async () => {
    await begin('parcel.unknown');
    expect(await runJobs(db.app, systemClock, [packing()])).toBe(0);
  });
});
