import { databaseOptions } from '@nuan/database';
import { type JobHandler, runJobs } from '@nuan/facts';
import { fixedClock } from '@nuan/kernel';
import { DataSource } from 'typeorm';

import { BankAnswerHandler } from '../src/bank/bank-answer.job';
import { BankFileHandler } from '../src/bank/bank-file.job';
import { FileBankAdapter } from '../src/bank/file-bank-adapter';
import { DisbursementSettlement } from '../src/disbursement/disbursement-settlement';

/** Lines of one act here, so that a few dozen lines make several acts. */
const LINES_AT_ONCE = 10;

/**
 * Runs the bank's jobs of a database, and kills its own process with SIGKILL in the given step: inside the act, when all its
 * work is done and nothing is committed. Arguments: database URL, bank directory, number of the step; 0 for none.
 */
async function main([url = '', directory = '', killIn = '0']: readonly string[]): Promise<void> {
  const db = await new DataSource(databaseOptions({ url, entities: [], applicationName: 'bank jobs' })).initialize();
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
    new BankFileHandler(new FileBankAdapter(directory), LINES_AT_ONCE),
    new BankAnswerHandler(new DisbursementSettlement(), LINES_AT_ONCE),
  ];
  await runJobs(db, fixedClock(new Date('2017-01-23T18:00:00+08:00')), handlers.map(dying));
  await db.destroy();
}

void main(process.argv.slice(2));
