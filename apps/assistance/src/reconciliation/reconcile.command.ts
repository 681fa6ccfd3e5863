import { viewerWithoutToken } from '@nuan/auth';
import { Acts } from '@nuan/facts';
import type { CommandContext, SubgraphCommand } from '@nuan/federation';
import { newId, yuan } from '@nuan/kernel';

import type { DifferenceRow } from './reconciliation-difference';

/** Differences kept with a look; their number is kept in any case. */
const MAX_KEPT = 1_000;

/** Who looks, when nobody is logged in: the program itself, with an auditor's eyes. */
const PROGRAM = viewerWithoutToken({ subject: 'reconcile', role: 'auditor', readPrefixes: ['34'] });

/** `reconcile [campaign code]`: prints every difference as a line, keeps them with the look, and fails when there is one. */
export const reconcile: SubgraphCommand = {
  about:
    'compares ledger, balances, payments, batches, payment files and the bank’s word, and prints where they differ',
  run: async (context) => {
    const campaign = context.args[0] ?? null;
    const { differences, counts } = await look(context, campaign);
    for (const row of differences) context.print(lineOf(row));
    const found = differences.length === 0 ? 'all sides agree' : `${differences.length} differences`;
    context.print(
      `${counts.payments} payments, ${counts.postings} postings, ${counts.lines} bank lines${campaign === null ? '' : ` (differences of ${campaign})`}: ${found}`,
    );
    return differences.length === 0;
  },
};

interface Look {
  readonly differences: readonly DifferenceRow[];
  readonly counts: { readonly payments: number; readonly postings: number; readonly lines: number };
}

/** One look as one act: what was found stays on record, also when it is gone the next time. */
function look({ db, clock }: CommandContext, campaign: string | null): Promise<Look> {
  return new Acts(db, clock).perform(PROGRAM, 'reconciliation.run', async (tx) => {
    const differences = await tx.query<DifferenceRow[]>(
      `select kind, subject_id, region_code, campaign_code, expected_fen::text, found_fen::text from reconciliation_difference
       where $1::text is null or campaign_code = $1 order by kind, subject_id`,
      [campaign],
    );
    const [counts] = await tx.query<Look['counts'][]>(
      `select (select count(*)::int from disbursement) as payments, (select count(*)::int from ledger_transaction) as postings,
         (select count(*)::int from bank_line) as lines`,
    );
    const id = newId();
    await tx.query(
      `insert into reconciliation_run (id, campaign_code, ran_by, ran_at, difference_count, differences) values ($1, $2, $3, $4, $5, $6)`,
      [id, campaign, tx.viewer.subject, tx.now, differences.length, JSON.stringify(differences.slice(0, MAX_KEPT))],
    );
    tx.about('ReconciliationRun', id);
    tx.note({ differences: differences.length });
    return { differences, counts: counts ?? { payments: 0, postings: 0, lines: 0 } };
  });
}

function lineOf({ kind, subject_id, region_code, expected_fen, found_fen }: DifferenceRow): string {
  return `${kind} ${subject_id} ${region_code} expected ${yuan(BigInt(expected_fen))} found ${yuan(BigInt(found_fen))}`;
}
