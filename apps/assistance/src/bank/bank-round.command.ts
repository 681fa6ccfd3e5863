import { viewerWithoutToken } from '@nuan/auth';
import { Acts, startJob } from '@nuan/facts';
import type { SubgraphCommand } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { overdueBefore } from './bank-query.job';
import { readBankSettings } from './bank.config';

/** Who asks when a timer does: the program itself, with a cashier's rights. */
const PROGRAM = viewerWithoutToken({
  subject: 'bank-round',
  role: 'cashier',
  readPrefixes: ['34'],
  writePrefixes: ['34'],
});

const PROVINCE = '340000';

/**
 * `bank-round`: queues what a cashier would ask for, so that a timer of who runs the system may do so every hour: files that
 * wait in the bank's directory are fetched, and the bank is asked about overdue lines. A serving process does the work.
 */
export const bankRound: SubgraphCommand = {
  about: 'queues the fetching of the bank’s files and the asking about overdue payments, for a timer',
  run: async ({ db, clock, env, print }) => {
    const { directory, unknownAfterMs } = readBankSettings(env);
    if (directory === null) {
      print('no bank is set up: set NUAN_BANK_DIR');
      return false;
    }
    const asked = await new Acts(db, clock).perform(PROGRAM, 'bank.round', async (tx) => {
      await startJob(tx, { kind: 'bank.pickup', subjectId: newId(), regionCode: PROVINCE });
      const files = await tx.query<{ id: string; regionCode: string }[]>(
        `select f.id, f.region_code as "regionCode" from bank_file f
         where f.status = 'WRITTEN' and f.written_at < $1
           and exists (select from bank_line l where l.file_id = f.id and l.state in ('SENT','UNKNOWN'))
           and not exists (select from job j where j.subject_id = f.id and j.kind = 'bank.query' and j.state in ('QUEUED','RUNNING'))
         order by f.written_at`,
        [overdueBefore(tx.now, unknownAfterMs)],
      );
      for (const { id, regionCode } of files) await startJob(tx, { kind: 'bank.query', subjectId: id, regionCode });
      tx.about(
        'BankFile',
        files.map(({ id }) => id),
      );
      return files.length;
    });
    print(`the bank's directory is looked through; ${asked} payment files with overdue lines are asked about`);
    return true;
  },
};
