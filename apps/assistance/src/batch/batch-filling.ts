import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { newId } from '@nuan/kernel';

/** Where filling goes on: after this place of the register. */
export interface RegisterPlace {
  readonly regionCode: string;
  readonly beneficiaryId: string;
}

/** What came of a piece of filling. */
export interface FillingTally {
  /** Places of the register that were looked at. */
  readonly seen: number;
  /** Lines that were made of them. */
  readonly made: number;
  /** Paid for this purpose in the campaign already: nobody is paid twice. */
  readonly paidBefore: number;
  readonly last: RegisterPlace | null;
}

/** Before every place of the register. */
export const REGISTER_START: RegisterPlace = {
  regionCode: '',
  beneficiaryId: '00000000-0000-0000-0000-000000000000',
};

/**
 * A piece of the register in its order, region by region; who of it gets how much by the first step of the rule that fits,
 * and from which allocation: the batch's own, or the fund's of the smallest region around.
 */
const FILL = `
with batch as (
  select * from payment_batch where id = $1
), place as materialized (
  select r.beneficiary_id, r.region_code, h.id as household_id, h.head_worker_id, h.category, h.tier
  from batch b join campaign_beneficiary r on r.campaign_code = b.campaign_code and r.target_group = b.target_group
    left join household_projection h on h.id = r.beneficiary_id
  where r.region_code like rtrim(b.region_code, '0') || '%' and (r.region_code, r.beneficiary_id) > ($2::text, $3::uuid)
  order by r.region_code, r.beneficiary_id limit $4
), payer as materialized (
  select p.region_code, a.id as allocation_id, a.to_union_id, a.source
  from (select distinct region_code from place) p cross join batch b cross join lateral (
    select a.* from allocation a where a.fund_id = b.fund_id and a.region_code = any (region_and_above(p.region_code))
      and (b.allocation_id is null or a.id = b.allocation_id)
    order by a.region_code desc, a.id limit 1
  ) a
), open as materialized (
  select p.*, exists (select from disbursement d where d.household_id = p.household_id and d.campaign_code = b.campaign_code
      and d.purpose = b.purpose and d.top_up_of_id is null and d.status not in ('RELEASED','REVERSED'))
    or (p.household_id is null and exists (select from disbursement d where d.payee_id = p.beneficiary_id and d.household_id is null
      and d.campaign_code = b.campaign_code and d.purpose = b.purpose and d.status not in ('RELEASED','REVERSED'))) as is_paid
  from place p cross join batch b
), line as materialized (
  select o.*, s.amount_fen, y.allocation_id, y.to_union_id, y.source, row_number() over (order by o.region_code, o.beneficiary_id) as place_no
  from open o cross join batch b join payer y on y.region_code = o.region_code cross join lateral (
    select (s.step ->> 'amountFen')::bigint as amount_fen
    from jsonb_array_elements(b.amount_rule) with ordinality s (step, nr)
    where coalesce(s.step ->> 'category' = o.category, s.step ->> 'category' is null)
      and coalesce(s.step ->> 'tier' = o.tier, s.step ->> 'tier' is null)
    order by s.nr limit 1
  ) s
  where not o.is_paid
), made as (
  insert into disbursement (id, status, batch_id, position, campaign_code, target_group, purpose, mode, cash_reason, amount_fen, payee_id,
    household_id, union_id, region_code, fund_id, allocation_id, source, idempotency_key, filed_by, filed_at)
  select ($5::uuid[])[l.place_no], 'DRAFT', b.id, b.line_count + l.place_no, b.campaign_code, b.target_group, b.purpose, b.mode, b.cash_reason,
    l.amount_fen, coalesce(l.head_worker_id, l.beneficiary_id), l.household_id, l.to_union_id, l.region_code, b.fund_id, l.allocation_id,
    l.source, b.id || '/' || l.beneficiary_id, b.filed_by, $6
  from line l cross join batch b
  returning amount_fen
), counted as (
  update payment_batch b set line_count = b.line_count + m.made, total_fen = b.total_fen + m.fen
  from (select count(*)::int as made, coalesce(sum(amount_fen), 0)::bigint as fen from made) m where b.id = $1
)
select (select count(*)::int from place) as seen, (select count(*)::int from made) as made,
  (select count(*)::int from open where is_paid) as "paidBefore",
  (select json_build_object('regionCode', region_code, 'beneficiaryId', beneficiary_id) from place
   order by region_code desc, beneficiary_id desc limit 1) as last`;

/** Makes lines of a batch for the next places of its campaign's register (生成明细), in one statement. */
export async function fillBatch(
  tx: ActTransaction,
  batchId: string,
  after: RegisterPlace,
  places: number,
): Promise<FillingTally> {
  const ids = Array.from({ length: places }, () => newId());
  const [tally] = await beyondRegions(
    'a home of the register may have moved to another county, and been paid there',
    () => tx.query<FillingTally[]>(FILL, [batchId, after.regionCode, after.beneficiaryId, places, ids, tx.now]),
  );
  return tally ?? { seen: 0, made: 0, paidBefore: 0, last: null };
}
