import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

const PLANS = `
select p.id from aid_plan p
where p.status = 'ACTIVE' and exists (select from plan_item i
  where i.plan_id = p.id and i.state = 'DONE' and i.disbursement_id = any($1::uuid[]))
order by p.id for no key update`;

const REOPEN = `
update plan_item set state = 'IN_PROGRESS', done_on = null, disbursement_id = null
where plan_id = any($2::uuid[]) and state = 'DONE' and disbursement_id = any($1::uuid[])`;

/**
 * Reopens the measures of plans in force that these payments had carried out, once they are REVERSED: a plan counts as done
 * what stands alone. Plans that have ended keep what was true of them. Call it in the reversing act, after the rows say so.
 */
export async function reopenItemsOf(tx: ActTransaction, disbursementIds: readonly string[]): Promise<void> {
  await beyondRegions('the plan may have moved to another county with its home since', async () => {
    const plans = (await tx.query<{ id: string }[]>(PLANS, [disbursementIds])).map(({ id }) => id);
    if (plans.length === 0) return;
    await tx.query(REOPEN, [disbursementIds, plans]);
    await tx.query('update aid_plan set version = version + 1 where id = any($1::uuid[])', [plans]);
    tx.about('AidPlan', plans);
  });
}
