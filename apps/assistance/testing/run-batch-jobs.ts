import { databaseOptions } from '@nuan/database';
import { type ActTransaction, type JobHandler, runJobs } from '@nuan/facts';
import { fixedClock } from '@nuan/kernel';
import { DataSource } from 'typeorm';

import { batchJobs } from '../src/batch/batch.jobs';

/** Lines of one act here, so that a few dozen lines make several acts. */
const LINES_AT_ONCE = 10;

/**
 * Runs the jobs of batches of a database, and kills its own process with SIGKILL after so many statements: wherever that is,
 * inside an act or between two. Arguments: database URL, number of statements; 0 for none.
 */
async function main([url = '', killAfter = '0']: readonly string[]): Promise<void> {
  const db = await new DataSource(databaseOptions({ url, entities: [], applicationName: 'batch jobs' })).initialize();
  let statements = 0;
  const counting = (tx: ActTransaction): ActTransaction => ({
    ...tx,
    query: async <T>(sql: string, params?: readonly unknown[]): Promise<T> => {
      const result = await tx.query<T>(sql, params);
      statements += 1;
      if (statements === Number(killAfter)) process.kill(process.pid, 'SIGKILL');
      return result;
    },
  });
  const dying = (handler: JobHandler): JobHandler => ({
    kind: handler.kind,
    failed: (tx, job, message) => handler.failed?.(tx, job, message) ?? Promise.resolve(),
    step: (tx, job) => handler.step(counting(tx), job),
  });
  await runJobs(db, fixedClock(new Date('2017-01-23T18:00:00+08:00')), batchJobs(LINES_AT_ONCE).map(dying));
  await db.destroy();
}

void main(process.argv.slice(2));
