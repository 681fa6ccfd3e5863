import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';

const HELD = `
select (select a.kind from bank_anomaly a where a.disbursement_id = $1 and a.status = 'OPEN'
    and a.kind in ('LATE','CONFLICTING_RESULT','AMOUNT_MISMATCH') order by a.found_at limit 1) as "anomaly",
  (select sum(r.amount_fen)::text from payment_return r where r.disbursement_id = $1) as "returnedFen"`;

/**
 * Refuses a step of a payment on which the bank contradicts itself, and the reversal of one of which part came back. The
 * database refuses both as well (`disbursement_bank_contradiction`, `disbursement_reversed_without_returns`); this says why.
 */
export async function assertNotHeldByBank(tx: ActTransaction, id: string, event: string): Promise<void> {
  const [held] = await tx.query<{ anomaly: string | null; returnedFen: string | null }[]>(HELD, [id]);
  if (event === 'REVERSE' && held?.returnedFen)
    tx.refuse(
      new RuleBroken('RETURNED_IN_PART', 'id', 'Part of it came back already: post what else comes back as a return.', {
        returnedFen: held.returnedFen,
      }),
    );
  if (event !== 'REVERSE' && held?.anomaly)
    tx.refuse(
      new RuleBroken(
        'BANK_CONTRADICTION',
        'id',
        'The bank contradicts itself on this payment: clear the anomaly up with it first, or it may be paid twice.',
        { anomaly: held.anomaly },
      ),
    );
}
