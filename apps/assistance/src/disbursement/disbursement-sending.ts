import type { ActTransaction } from '@nuan/facts';

import { ACTIVE_FILE, CURRENT_ACCOUNT, CURRENT_PAYEE_JOINS, NEEDS_ACTIVE_FILE } from './payment-facts';

/** What came of handing payments over. */
export interface SendingTally {
  /** Now SENT. */
  readonly sent: number;
  /** Back to RESERVED, to be approved again: what was approved is no longer so. */
  readonly held: number;
}

/**
 * The last look before money leaves: the account that was approved, an active file, a campaign that still takes payments.
 * What differs is held: its approval lapses, with a problem that names who filed and who approved it (T-43).
 */
const SEND = `
with line as materialized (
  select d.id, d.batch_id, d.filed_by, d.approved_by, case
      when d.approved_hash <> disbursement_content_hash(d, ${CURRENT_ACCOUNT}) then 'APPROVED_CONTENT_CHANGED'
      when ${NEEDS_ACTIVE_FILE} and coalesce(h.status not in ${ACTIVE_FILE}, true) then 'FILE_NOT_ACTIVE'
      when c.status not in ('OPEN','CLOSING') then 'CAMPAIGN_NOT_OPEN'
    end as rule
  from disbursement d ${CURRENT_PAYEE_JOINS}
    left join campaign c on c.code = d.campaign_code
  where d.id = any($1::uuid[]) and d.status = 'APPROVED'
), moved as (
  update disbursement d set status = case when l.rule is null then 'SENT' else 'RESERVED' end, version = d.version + 1,
    sent_by = case when l.rule is null then $2 end, sent_at = case when l.rule is null then $3::timestamptz end,
    approved_by = case when l.rule is null then d.approved_by end, approved_at = case when l.rule is null then d.approved_at end,
    second_approved_by = case when l.rule is null then d.second_approved_by end,
    second_approved_at = case when l.rule is null then d.second_approved_at end,
    approved_hash = case when l.rule is null then d.approved_hash end
  from line l where d.id = l.id and d.status = 'APPROVED'
  returning d.id, l.rule, l.batch_id, l.filed_by, l.approved_by
), problem as (
  insert into disbursement_problem (disbursement_id, rule, found_at, field, facts, batch_id)
  select id, rule, $3, case rule when 'APPROVED_CONTENT_CHANGED' then 'payeeId' when 'FILE_NOT_ACTIVE' then 'householdId' else 'campaign' end,
    jsonb_build_object('filedBy', filed_by, 'approvedBy', approved_by), batch_id
  from moved where rule is not null
  on conflict (disbursement_id, rule) where resolved_at is null do nothing
)
select count(*) filter (where rule is null)::int as sent, count(*) filter (where rule is not null)::int as held,
  (select array_agg(distinct filed_by || ' → ' || approved_by) from moved where rule is not null) as officers
from moved`;

/**
 * Hands approved payments over (发放) by set: to the bank, whose files are made of what is SENT, or out for delivery. What no
 * longer is as it was approved is held instead, and both officers are named in the audit. Who may send is asked before.
 */
export async function sendDisbursements(tx: ActTransaction, ids: readonly string[]): Promise<SendingTally> {
  const [row] = await tx.query<(SendingTally & { readonly officers: string[] | null })[]>(SEND, [
    ids,
    tx.viewer.subject,
    tx.now,
  ]);
  tx.about('Disbursement', ids);
  const { sent = 0, held = 0, officers = null } = row ?? {};
  if (officers !== null) tx.note({ held, officers });
  return { sent, held };
}
