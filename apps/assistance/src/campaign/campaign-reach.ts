import type { ActTransaction } from '@nuan/facts';

/** The calendar day in Asia/Shanghai of a payment `d`. */
const PAID_ON = `(d.paid_at at time zone 'Asia/Shanghai')::date`;

/** Payments of campaigns among the given ones, each with the line of the register that it belongs to. */
const PAYMENTS = `
  select d.campaign_code, coalesce(d.household_id, d.payee_id) as beneficiary_id, d.household_id, d.target_group, d.region_code, ${PAID_ON} as paid_on
  from disbursement d where d.id = any($1::uuid[]) and d.campaign_code is not null and d.status in ('PAID','RECONCILED')`;

/** A household that was paid and isn't listed joins the register; its line says where it lives and whether it is one of migrants. */
const LIST_PAID_HOUSEHOLDS = `
insert into campaign_beneficiary (campaign_code, beneficiary_id, target_group, region_code, is_migrant)
select distinct on (p.campaign_code, p.beneficiary_id) p.campaign_code, p.beneficiary_id, p.target_group, p.region_code, h.is_migrant
from (${PAYMENTS}) p
  join campaign_target_group g on g.campaign_code = p.campaign_code and g.target_group = p.target_group
  join household_projection h on h.id = p.household_id
order by p.campaign_code, p.beneficiary_id
on conflict on constraint campaign_beneficiary_pkey do nothing`;

const REACH = `
update campaign_beneficiary b
set paid_on = least(b.paid_on, p.paid_on), reached_on = least(b.reached_on, p.paid_on)
from (select campaign_code, beneficiary_id, min(paid_on) as paid_on from (${PAYMENTS}) p group by campaign_code, beneficiary_id) p
where b.campaign_code = p.campaign_code and b.beneficiary_id = p.beneficiary_id
  and (b.paid_on is null or b.paid_on > p.paid_on or b.reached_on > p.paid_on)`;

/**
 * Marks on the registers of campaigns whom these payments have reached: `paid_on` is the first payment, `reached_on` the first
 * delivery of any kind. Call it in the act that makes the payments PAID, after their rows say so, for any number at once; two
 * statements. Payments outside campaigns are passed over, and a second call changes nothing.
 */
export async function reachBeneficiaries(tx: ActTransaction, disbursementIds: readonly string[]): Promise<void> {
  await tx.query(LIST_PAID_HOUSEHOLDS, [disbursementIds]);
  await tx.query(REACH, [disbursementIds]);
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
  await tx.query(WITHDRAW, [disbursementIds]);
}

/** States in which a campaign takes payments: late ones still come in while it winds up. */
export const PAYING_STATUSES = ['OPEN', 'CLOSING'] as const;

/**
 * The status of a campaign, held still until the transaction ends: closing waits for those who pay, and they for it, so that
 * frozen figures miss no payment. Null for an unknown code. Any number of payers hold it at the same time.
 */
export async function holdCampaignStatus(tx: ActTransaction, code: string): Promise<string | null> {
  const [row] = await tx.query<{ status: string }[]>('select status from campaign where code = $1 for share', [code]);
  return row?.status ?? null;
}
