import 'reflect-metadata';

import { createFieldCipher, databaseOptions } from '@nuan/database';
import { type JobHandler, runJobs } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import { fixedClock } from '@nuan/kernel';
import { DataSource } from 'typeorm';

import { insuranceImportRules } from '../src/insurance-import/insurance-import.rules';

/** The keys of all tests; the package of test tools itself loads under Jest only. */
const cipher = createFieldCipher({ keys: [{ id: 'test', key: Buffer.alloc(32, 7) }], hashKey: Buffer.alloc(32, 9) });

/** Rows of one act here, so that a few dozen rows make several acts. */
const PIECE = 10;

/**
 * Runs the imports of projects, and kills its own process with SIGKILL in the given step: inside the act, when all its work is done and
 * nothing is committed. Arguments: database URL, number of the step; 0 for none.
 */
async function main([url = '', killIn = '0']: readonly string[]): Promise<void> {
  const db = await new DataSource(databaseOptions({ url, entities: [], applicationName: 'import jobs' })).initialize();
  const handler = new ListImportJob(insuranceImportRules, db, new UploadStore(cipher), PIECE);
  let step = 0;
  const dying: JobHandler = {
    kind: handler.kind,
    failed: (tx, job) => handler.failed(tx, job),
    step: async (tx, job) => {
      const done = await handler.step(tx, job);
      step += 1;
      if (step === Number(killIn)) process.kill(process.pid, 'SIGKILL');
      return done;
    },
  };
  await runJobs(db, fixedClock(new Date('2017-01-23T18:00:00+08:00')), [dying]);
  await db.destroy();
}

void main(process.argv.slice(2));
