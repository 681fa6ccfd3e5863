import { beyondRegions, isUniqueViolation } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

const MAX_TRIES = 4;

/**
 * Runs a statement that marks payments as the first of their beneficiary's year. Two acts that pay the same beneficiary at
 * the same time both see none before; the unique index lets one mark it, and the other looks again once that one is done.
 */
export async function withFirstOfYear(tx: ActTransaction, mark: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await tx.query('savepoint first_of_year');
    try {
      await beyondRegions('the first payment of the year may have been made in another county', mark);
      await tx.query('release savepoint first_of_year');
      return;
    } catch (error) {
      if (tries >= MAX_TRIES || !isUniqueViolation(error, 'disbursement_first_of_year_unique')) throw error;
      await tx.query('rollback to savepoint first_of_year');
    }
  }
}

const PASS_ON = `
with gone as (
  select distinct coalesce(household_id, payee_id) as beneficiary_id, extract(year from (paid_at at time zone 'Asia/Shanghai'))::int as year
  from disbursement where id = any($1::uuid[])
), next as (
  select distinct on (g.beneficiary_id, g.year) d.id
  from gone g join disbursement d on (d.household_id = g.beneficiary_id or (d.household_id is null and d.payee_id = g.beneficiary_id))
    and extract(year from (d.paid_at at time zone 'Asia/Shanghai'))::int = g.year
  where d.status in ('PAID','RECONCILED') and not exists (select from disbursement o
    where coalesce(o.household_id, o.payee_id) = g.beneficiary_id and o.is_first_of_year
      and extract(year from (o.paid_at at time zone 'Asia/Shanghai'))::int = g.year)
  order by g.beneficiary_id, g.year, d.paid_at, d.id
)
update disbursement d set is_first_of_year = true from next n where d.id = n.id`;

/** After payments were reversed: the earliest payment that their beneficiary keeps in the year is now its first. */
export async function passOnFirstOfYear(tx: ActTransaction, reversedIds: readonly string[]): Promise<void> {
  await withFirstOfYear(tx, () => tx.query(PASS_ON, [reversedIds]));
}
