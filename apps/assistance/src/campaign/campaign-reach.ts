import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

/** The calendar day in Asia/Shanghai of a payment `d`. */
const PAID_ON = `(d.paid_at at time zone 'Asia/Shanghai')::date`;

/** Payments of campaigns among the given ones, each with the line of the register that it belongs to. */
const PAYMENTS = `
  select d.campaign_code, coalesce(d.household_id, d.payee_id) as beneficiary_id, ${PAID_ON} as paid_on
  from disbursement d where d.id = any($1::uuid[]) and d.campaign_code is not null and d.status in ('PAID','RECONCILED')`;

const REACH = `
update campaign_beneficiary b
set paid_on = least(b.paid_on, p.paid_on), reached_on = least(b.reached_on, p.paid_on), withdrawn_on = null, withdrawn_reason = null
from (select campaign_code, beneficiary_id, min(paid_on) as paid_on from (${PAYMENTS}) p group by campaign_code, beneficiary_id) p
where b.campaign_code = p.campaign_code and b.beneficiary_id = p.beneficiary_id
  and (b.paid_on is null or b.paid_on > p.paid_on or b.reached_on > p.paid_on)`;

/**
 * Marks on the registers of campaigns whom these payments have reached: `paid_on` is the first payment, `reached_on` the first
 * delivery of any kind. Call it in the act that makes the payments PAID, after their rows say so, for any number at once; one
 * statement. Payments outside campaigns are passed over, and a second call changes nothing.
 */
export async function reachBeneficiaries(tx: ActTransaction, disbursementIds: readonly string[]): Promise<void> {
  await beyondRegions('who is on the register of one county may be paid in another', () =>
    tx.query(REACH, [disbursementIds]),
  );
}

/**
 * A line reached before its first payment, or never paid, was reached by something else on that day; the sample's lines have
 * no row in `campaign_delivery` for it.
 */
const WITHDRAW = `
update campaign_beneficiary b
set paid_on = t.paid_on, reached_on = least(t.paid_on, t.served_on)
from (
  select r.campaign_code, r.beneficiary_id,
    (select min(${PAID_ON}) from disbursement d
      where d.campaign_code = r.campaign_code and d.status in ('PAID','RECONCILED')
        and (d.household_id = r.beneficiary_id or (d.household_id is null and d.payee_id = r.beneficiary_id))) as paid_on,
    case when r.paid_on is null or r.reached_on < r.paid_on then r.reached_on
      else (select min(s.delivered_on) from campaign_delivery s
        where s.campaign_code = r.campaign_code and s.beneficiary_id = r.beneficiary_id) end as served_on
  from campaign_beneficiary r
  where (r.campaign_code, r.beneficiary_id) in (
    select d.campaign_code, coalesce(d.household_id, d.payee_id) from disbursement d where d.id = any($1::uuid[]) and d.campaign_code is not null)
) t
where b.campaign_code = t.campaign_code and b.beneficiary_id = t.beneficiary_id
  and (b.paid_on, b.reached_on) is distinct from (t.paid_on, least(t.paid_on, t.served_on))`;

/**
 * Takes back from the registers what these payments had marked, once they are REVERSED: another payment or another delivery
 * still counts, and a line that nothing else reached is missed again. Call it in the reversing act, after the rows say so.
 */
export async function unreachBeneficiaries(tx: ActTransaction, disbursementIds: readonly string[]): Promise<void> {
  await beyondRegions('who is on the register of one county may be paid in another', () =>
    tx.query(WITHDRAW, [disbursementIds]),
  );
}

/**
 * Holds the campaigns of these payments still until the transaction ends. Call it before payments are checked: closing a campaign
 * waits for those who are at it, and they see it closed once it is, so that frozen figures miss no payment. Any number of
 * payers hold a campaign at the same time.
 */
export async function holdCampaignsOf(tx: ActTransaction, disbursementIds: readonly string[]): Promise<void> {
  await tx.query(
    `select c.code from campaign c
     where c.code in (select d.campaign_code from disbursement d where d.id = any($1::uuid[])) order by c.code for share`,
    [disbursementIds],
  );
}
