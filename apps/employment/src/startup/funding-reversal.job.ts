import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';

import { postReversal } from '../payment/payment-reversal';
import type { LockedProject } from './startup-move';
import { reopenUnpaid } from './startup-reopening';

/** What was done about a posting whose payment assistance took back. */
type FundingOutcome = 'REVERSED' | 'REVERSED_BEFORE' | 'RECOVERED' | 'REPAID';

interface Posting {
  readonly startup_project_id: string | null;
  readonly amount_fen: string;
  readonly is_loan: boolean;
  readonly is_reversed: boolean;
}

const REASON = '帮扶资金发放已冲销';
const PROJECT = `select id, state, region_code, paid_fen, recovered_fen, loan_fen, repaid_fen, material_fen from startup_project
  where id = (select startup_project_id from employment_payment where id = $1) for no key update`;
const POSTING = `select startup_project_id, amount_fen, support_mode is not distinct from 'INTEREST_FREE_LOAN' as is_loan,
    exists (select from employment_payment back where back.reverses_id = y.id) as is_reversed
  from employment_payment y where y.id = $1`;

/**
 * Reverses what is recorded of a payment that assistance took back (拨付冲销): an act of the system, queued by the database when the
 * feed brings it. Support that was recovered, and a loan that was repaid, stay on the books as paid and come back.
 */
export class FundingReversalHandler implements JobHandler {
  readonly kind = 'startup.takeFundingBack';

  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const outcome = await takeBack(tx, job.subjectId);
    tx.note({ outcome });
    return { cursor: null, done: 1, total: 1, finished: true };
  }
}

async function takeBack(tx: ActTransaction, paymentId: string): Promise<FundingOutcome> {
  tx.about('EmploymentPayment', paymentId);
  const [project] = await tx.query<(LockedProject & { readonly recovered_fen: string })[]>(PROJECT, [paymentId]);
  // Read under the lock of the project, on which every posting and reversal is made.
  const [posting] = await tx.query<Posting[]>(POSTING, [paymentId]);
  if (!project || !posting || posting.is_reversed) return 'REVERSED_BEFORE';
  tx.about('StartupProject', project.id);
  tx.within(project.region_code);
  const back = BigInt(posting.amount_fen);
  if (posting.is_loan && BigInt(project.loan_fen) - back < BigInt(project.repaid_fen)) return 'REPAID';
  const left = BigInt(project.paid_fen) - back + BigInt(project.material_fen);
  if (left < BigInt(project.recovered_fen) + BigInt(project.repaid_fen)) return 'RECOVERED';
  tx.about('EmploymentPayment', await postReversal(tx, { paymentId, reason: REASON }));
  await reopenUnpaid(tx, project.id);
  return 'REVERSED';
}
