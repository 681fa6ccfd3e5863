import 'reflect-metadata';

import { createFieldCipher, databaseOptions } from '@nuan/database';
import { type JobHandler, runJobs } from '@nuan/facts';
import { UploadStore } from '@nuan/intake';
import { fixedClock } from '@nuan/kernel';
import { DataSource } from 'typeorm';

import { HouseholdImportJob } from '../src/import/household-import.job';
import { MatchingListJob } from '../src/matching/matching-list.job';

/** The keys of all tests; the package of test tools itself loads under Jest only. */
const cipher = createFieldCipher({ keys: [{ id: 'test', key: Buffer.alloc(32, 7) }], hashKey: Buffer.alloc(32, 9) });

/** Rows and households of one act here, so that a few dozen rows make several acts. */
const PIECE = 10;

/**
 * Runs the jobs that read files, and kills its own process with SIGKILL in the given step: inside the act, when all its work is
 * done and nothing is committed. Arguments: database URL, number of the step; 0 for none.
 */
async function main([url = '', killIn = '0']: readonly string[]): Promise<void> {
  const db = await new DataSource(databaseOptions({ url, entities: [], applicationName: 'intake jobs' })).initialize();
  const store = new UploadStore(cipher);
  let step = 0;
  const dying = (handler: JobHandler): JobHandler => ({
    kind: handler.kind,
    failed: (tx, job, message) => handler.failed?.(tx, job, message) ?? Promise.resolve(),
    step: async (tx, job) => {
      const done = await handler.step(tx, job);
      step += 1;
      if (step === Number(killIn)) process.kill(process.pid, 'SIGKILL');
      return done;
    },
  });
  const handlers = [
    new HouseholdImportJob(db, cipher, store, { rows: PIECE, households: PIECE }),
    new MatchingListJob(db, cipher, store, PIECE),
  ];
  await runJobs(db, fixedClock(new Date('2017-01-23T18:00:00+08:00')), handlers.map(dying));
  await db.destroy();
}

void main(process.argv.slice(2));
