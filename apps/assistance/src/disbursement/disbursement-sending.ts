import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

import {
  ACTIVE_FILE,
  CURRENT_ACCOUNT,
  CURRENT_PAYEE_JOINS,
  isStale,
  NEEDS_ACTIVE_FILE,
  OPEN_PROBLEMS,
} from './payment-facts';

/** What came of handing payments over. */
export interface SendingTally {
  /** Now SENT. */
  readonly sent: number;
  /** Back to RESERVED, to be approved again: what was approved is no longer so. */
  readonly held: number;
}

/** What is looked at again before money leaves, by the field of the filing input; the first that is broken holds the payment. */
const LAST_LOOK: readonly (readonly [rule: string, field: string, broken: string])[] = [
  ['APPROVED_CONTENT_CHANGED', 'payeeId', `d.approved_hash <> disbursement_content_hash(d, ${CURRENT_ACCOUNT})`],
  ['FILE_NOT_ACTIVE', 'householdId', `${NEEDS_ACTIVE_FILE} and coalesce(h.status not in ${ACTIVE_FILE}, true)`],
  ['HOUSEHOLD_ELSEWHERE', 'regionCode', 'h.region_code <> d.region_code'],
  ['FILE_STALE', 'householdId', `${NEEDS_ACTIVE_FILE} and ${isStale('h', '$4::date')}`],
  ['EARMARK_NOT_ADMITTED', 'allocationId', 'not fund_admits(f, d.target_group, d.purpose, h.tier, d.region_code)'],
  ['CAMPAIGN_NOT_OPEN', 'campaign', `c.status not in ('OPEN','CLOSING')`],
];

/** Facts of the household that a payment keeps: as they are when its money leaves. */
const SNAPSHOT = ['category', 'tier', 'recorded_on', 'last_reviewed_on'] as const;

/** A fact of the payment that is taken anew when it goes, and kept as it was when it is held or has no file. */
const taken = (column: string, from = column): string =>
  `${column} = case when l.rule is null and l.file_id is not null then l.${from} else d.${column} end`;

/**
 * The last look before money leaves: the account that was approved, an active and reviewed file of the same county, an earmark
 * that still admits it, a campaign that still takes payments. What differs is held: its approval lapses, with a problem that
 * names who filed and who approved it. What goes takes the snapshot of its household as it is now.
 */
const SEND = `
with line as materialized (
  select d.id, d.batch_id, d.filed_by, d.approved_by, h.id as file_id, h.head_worker_id, h.status as file_status,
    ${SNAPSHOT.map((column) => `h.${column}`).join(', ')},
    case ${LAST_LOOK.map(([rule, , broken]) => `when ${broken} then '${rule}'`).join('\n      ')} end as rule
  from disbursement d ${CURRENT_PAYEE_JOINS}
    join fund f on f.id = d.fund_id
    left join campaign c on c.code = d.campaign_code
  where d.id = any($1::uuid[]) and d.status = 'APPROVED'
), moved as (
  update disbursement d set status = case when l.rule is null then 'SENT' else 'RESERVED' end, version = d.version + 1,
    sent_by = case when l.rule is null then $2 end, sent_at = case when l.rule is null then $3::timestamptz end,
    approved_by = case when l.rule is null then d.approved_by end, approved_at = case when l.rule is null then d.approved_at end,
    second_approved_by = case when l.rule is null then d.second_approved_by end,
    second_approved_at = case when l.rule is null then d.second_approved_at end,
    approved_hash = case when l.rule is null then d.approved_hash end,
    ${taken('head_id', 'head_worker_id')}, ${taken('file_status')}, ${SNAPSHOT.map((column) => taken(column)).join(', ')}
  from line l where d.id = l.id and d.status = 'APPROVED'
  returning d.id, l.rule, l.batch_id, l.filed_by, l.approved_by
), problem as (
  insert into disbursement_problem (disbursement_id, rule, found_at, field, facts, batch_id)
  select id, rule, $3, case rule ${LAST_LOOK.map(([rule, field]) => `when '${rule}' then '${field}'`).join(' ')} end,
    jsonb_build_object('filedBy', filed_by, 'approvedBy', approved_by), batch_id
  from moved where rule is not null
  on conflict (disbursement_id, rule) where resolved_at is null do nothing
), open as materialized (${OPEN_PROBLEMS}), resolved as (
  update disbursement_problem p set resolved_at = $3
  from open o join moved m on m.id = o.disbursement_id
  where p.disbursement_id = o.disbursement_id and p.rule = o.rule and p.resolved_at is null and m.rule is null
)
select count(*) filter (where rule is null)::int as sent, count(*) filter (where rule is not null)::int as held,
  (select array_agg(distinct filed_by || ' → ' || approved_by) from moved where rule is not null) as officers
from moved`;

/**
 * Hands approved payments over (发放) by set: to the bank, whose files are made of what is SENT, or out for delivery. What no
 * longer is as it was approved is held instead, and both officers are named in the audit. Who may send is asked before.
 */
export async function sendDisbursements(tx: ActTransaction, ids: readonly string[]): Promise<SendingTally> {
  const [row] = await beyondRegions('a home may have moved to another county since', () =>
    tx.query<(SendingTally & { readonly officers: string[] | null })[]>(SEND, [
      ids,
      tx.viewer.subject,
      tx.now,
      tx.today,
    ]),
  );
  tx.about('Disbursement', ids);
  const { sent = 0, held = 0, officers = null } = row ?? {};
  if (officers !== null) tx.note({ held, officers });
  return { sent, held };
}
