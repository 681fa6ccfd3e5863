import { writesForSomeUnions } from '@nuan/auth';
import { beyondRegions, ofWriteUnions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { newId } from '@nuan/kernel';

import { type BatchMoney, payingAllocations } from './paying-allocations';

/** A place of the register: filling goes on after it. */
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

/** A piece of the register in its order, region by region; for who writes for some unions, their homes and persons alone. */
const placesSql = (isOwn: string): string => `
select r.region_code as "regionCode", r.beneficiary_id as "beneficiaryId"
from payment_batch b join campaign_beneficiary r on r.campaign_code = b.campaign_code and r.target_group = b.target_group
  left join household_projection h on h.id = r.beneficiary_id left join worker_projection w on w.id = r.beneficiary_id
where b.id = $1 and r.region_code like rtrim(b.region_code, '0') || '%' and (r.region_code, r.beneficiary_id) > ($2::text, $3::uuid) ${isOwn}
order by r.region_code, r.beneficiary_id limit $4`;

const EVERY_PLACE = placesSql('');
const OWN_PLACES = placesSql(`and ${ofWriteUnions('h.union_id', 'w.union_id')}`);

/** Who of the given places gets how much, by the first step of the rule that fits, from the allocation that pays in the region. */
const FILL = `
with batch as (
  select * from payment_batch where id = $1
), place as materialized (
  select p.beneficiary_id, p.region_code, h.id as household_id, h.head_worker_id, h.category, h.tier
  from unnest($2::text[], $3::uuid[]) p (region_code, beneficiary_id) left join household_projection h on h.id = p.beneficiary_id
), payer as materialized (
  select y.region_code, a.id as allocation_id, a.to_union_id, a.source
  from unnest($4::text[], $5::uuid[]) y (region_code, allocation_id) join allocation a on a.id = y.allocation_id
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
  select ($6::uuid[])[l.place_no], 'DRAFT', b.id, b.line_count + l.place_no, b.campaign_code, b.target_group, b.purpose, b.mode, b.cash_reason,
    l.amount_fen, coalesce(l.head_worker_id, l.beneficiary_id), l.household_id, l.to_union_id, l.region_code, b.fund_id, l.allocation_id,
    l.source, b.id || '/' || l.beneficiary_id, b.filed_by, $7
  from line l cross join batch b
  returning amount_fen
), counted as (
  update payment_batch b set line_count = b.line_count + m.made, total_fen = b.total_fen + m.fen
  from (select count(*)::int as made, coalesce(sum(amount_fen), 0)::bigint as fen from made) m where b.id = $1
)
select (select count(*)::int from made) as made, (select count(*)::int from open where is_paid) as "paidBefore"`;

/**
 * Makes lines of a batch for the next places of its campaign's register (生成明细). Whose places they are and whose money pays them is
 * found within the viewer's unions; what was paid before, beyond them.
 */
export async function fillBatch(
  tx: ActTransaction,
  batch: BatchMoney & { readonly id: string },
  after: RegisterPlace,
  atOnce: number,
): Promise<FillingTally> {
  const sql = writesForSomeUnions(tx.viewer) ? OWN_PLACES : EVERY_PLACE;
  const places = await tx.query<RegisterPlace[]>(sql, [batch.id, after.regionCode, after.beneficiaryId, atOnce]);
  const regions = places.map(({ regionCode }) => regionCode);
  const payers = await payingAllocations(tx, batch, regions);
  const [tally] = await beyondRegions(
    'a home of the register may have moved to another county, and been paid there or by another union',
    () =>
      tx.query<Pick<FillingTally, 'made' | 'paidBefore'>[]>(FILL, [
        ...[batch.id, regions, places.map(({ beneficiaryId }) => beneficiaryId)],
        ...[[...payers.keys()], [...payers.values()]],
        ...[places.map(() => newId()), tx.now],
      ]),
  );
  return { seen: places.length, ...(tally ?? { made: 0, paidBefore: 0 }), last: places.at(-1) ?? null };
}
