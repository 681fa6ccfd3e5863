import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

/**
 * Locks the evidence that these payments rest on, in the order of its ids, and gives what is left of it to them in the order
 * of their positions. Who is left without keeps a problem; evidence withdrawn meanwhile leaves nothing.
 */
const HOLD = `
with evidence as materialized (
  select m.id, case when m.withdrawn_at is null then m.own_cost_fen - m.used_fen else 0 end as left_fen
  from medical_evidence m
  where m.id in (select medical_evidence_id from disbursement where id = any($1::uuid[]) and status = $2)
  order by m.id for no key update
), line as materialized (
  select d.id, d.batch_id, e.left_fen,
    sum(d.amount_fen) over (partition by e.id order by coalesce(d.position, 0), d.id) as running_fen
  from evidence e join disbursement d on d.medical_evidence_id = e.id
  where d.id = any($1::uuid[]) and d.status = $2
), beyond as materialized (
  select id, batch_id, left_fen from line where running_fen > left_fen
), problem as (
  insert into disbursement_problem (disbursement_id, rule, found_at, field, facts, batch_id)
  select id, 'MEDICAL_OWN_COST', $3, 'amount', jsonb_build_object('leftFen', left_fen), batch_id from beyond
  on conflict (disbursement_id, rule) where resolved_at is null do nothing
)
select id from beyond`;

/**
 * Which of the payments would give more than the documented own cost (I22) when their money is set aside; each has a problem
 * that says so. The evidence of all of them stays locked until the act ends, so that nobody else can use it meanwhile.
 *
 * @param from state of the payments in question; others are passed over.
 */
export async function beyondOwnCost(
  tx: ActTransaction,
  ids: readonly string[],
  from: string,
): Promise<ReadonlySet<string>> {
  const beyond = await beyondRegions('a home may have moved to another county since', () =>
    tx.query<{ id: string }[]>(HOLD, [ids, from, tx.now]),
  );
  return new Set(beyond.map(({ id }) => id));
}
