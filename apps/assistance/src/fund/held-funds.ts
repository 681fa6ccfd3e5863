import type { ActTransaction } from '@nuan/facts';

/**
 * Holds the funds of these payments still until the transaction ends. Call it before payments are checked against earmarks:
 * changing an earmark waits for those who are at it and then finds their payments, and they see the new one once it is there
 * (I14). Any number of payers hold a fund at the same time.
 */
export async function holdFundsOf(tx: ActTransaction, disbursementIds: readonly string[]): Promise<void> {
  await tx.query(
    `select f.id from fund f
     where f.id in (select d.fund_id from disbursement d where d.id = any($1::uuid[])) order by f.id for share`,
    [disbursementIds],
  );
}
