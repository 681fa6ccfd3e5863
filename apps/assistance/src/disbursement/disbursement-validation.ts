import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

import { holdCampaignsOf } from '../campaign/campaign-reach';
import { holdFundsOf } from '../fund/held-funds';
import { CURRENT_ACCOUNT, CURRENT_PAYEE_JOINS, isIn, kindOf, NEEDS_ACTIVE_FILE, OPEN_PROBLEMS } from './payment-facts';
import { PAYMENT_RULES } from './payment-rule';

/** What came of checking some drafts. */
export interface ValidationTally {
  /** Now VALIDATED. */
  readonly valid: number;
  /** Still DRAFT, each with at least one open problem. */
  readonly refused: number;
}

/** Facts of each draft, and the standards of the kinds of payment among them, each looked up once however many payments it is for. */
const LINES = `
line as materialized (
  select d.id, d.batch_id, d.target_group, d.purpose, d.mode, d.amount_fen, d.region_code, d.household_id, d.top_up_of_id, d.consolation_event_id,
    d.campaign_code, d.payee_id, d.student_id, a.status as allocation_status,
    fund_admits(f, d.target_group, d.purpose, h.tier, d.region_code) and a.region_code = any (region_and_above(d.region_code)) as is_admitted,
    a.confirmed_on is not null and a.status in ('ISSUED','CONFIRMED') as is_confirmed, f.closed_on as fund_closed_on,
    a.parent_id is null and f.passes_down_in_full as must_pass_down, m.household_id as evidence_household_id,
    case when m.withdrawn_at is null then m.own_cost_fen - m.used_fen end as evidence_left_fen,
    case when d.purpose = 'STUDY' and d.student_id is not null
      then scholarship_refusal(d.student_id, d.household_id, academic_year_of(d.filed_at)) end as study_refusal, c.status as campaign_status, b.target_group as registered_group,
    h.id as file_id, h.head_worker_id, h.category, h.tier, h.status as file_status, h.region_code as file_region, h.recorded_on,
    h.last_reviewed_on, h.next_review_due_on, h.stale_confirmed_until_on, r.id as registration_id,
    ${CURRENT_ACCOUNT} as account_token,
    case when d.payee_id = h.head_worker_id then h.account_name_matches else r.name_matches end as name_matches,
    ${NEEDS_ACTIVE_FILE} as needs_file
  from disbursement d
    join allocation a on a.id = d.allocation_id
    join fund f on f.id = d.fund_id
    left join campaign c on c.code = d.campaign_code
    left join medical_evidence m on m.id = d.medical_evidence_id
    left join campaign_beneficiary b on b.campaign_code = d.campaign_code and b.beneficiary_id = coalesce(d.household_id, d.payee_id)
      and b.withdrawn_on is null
    ${CURRENT_PAYEE_JOINS}
  where d.id = any($1::uuid[]) and ${isIn(`'DRAFT'`)}
), standard as materialized (
  select ${kindOf('k')} as kind, s.standard_id, s.per_payment_fen, s.cap_scope
  from (select distinct region_code, target_group, purpose, category from line) k
    left join lateral applicable_standard(k.region_code, k.target_group, k.purpose, k.category, $3::date) s on true
)`;

const CONDITIONS = PAYMENT_RULES.map(({ rule, broken }) => `case when ${broken} then '${rule}' end`).join(',\n      ');
const FIELDS = PAYMENT_RULES.map(({ rule, field }) => `when '${rule}' then '${field}'`).join(' ');
const FACTS = PAYMENT_RULES.map(({ rule, facts }) => `when '${rule}' then jsonb_build_object(${facts})`).join(
  '\n      ',
);

/** One statement: every rule over every draft, the problems, and the drafts that hold. */
const VALIDATE = `
with ${LINES}, checked as materialized (
  select l.*, array_remove(array[
      ${CONDITIONS}
    ], null) as broken
  from (
    select l.*, s.standard_id, s.per_payment_fen, s.cap_scope
    from line l join standard s on s.kind = ${kindOf('l')}
  ) l
), problem as (
  insert into disbursement_problem (disbursement_id, rule, found_at, field, facts, batch_id)
  select l.id, p.rule, $2, case p.rule ${FIELDS} end, case p.rule
      ${FACTS}
    end, l.batch_id
  from checked l cross join unnest(l.broken) p (rule)
  on conflict (disbursement_id, rule) where resolved_at is null do nothing
), open as materialized (${OPEN_PROBLEMS}), resolved as (
  update disbursement_problem p set resolved_at = $2
  from open o join checked l on l.id = o.disbursement_id
  where p.disbursement_id = o.disbursement_id and p.rule = o.rule and p.resolved_at is null and p.rule <> all (l.broken)
), validated as (
  update disbursement d set status = 'VALIDATED', version = d.version + 1, head_id = l.head_worker_id, category = l.category, tier = l.tier,
    file_status = l.file_status, recorded_on = l.recorded_on, last_reviewed_on = l.last_reviewed_on, account_token = l.account_token,
    standard_id = l.standard_id, cap_scope = l.cap_scope, cap_fen = l.per_payment_fen, cap_used_fen = d.amount_fen
  from checked l where d.id = l.id and d.status = 'DRAFT' and l.broken = '{}'
  returning d.id
)
select (select count(*)::int from validated) as valid, (select count(*)::int from checked where broken <> '{}') as refused`;

/**
 * Checks drafts against every rule of payments (核验) by set: a draft that holds takes its snapshot and becomes VALIDATED, one
 * that doesn't stays with a problem for each rule it breaks. Drafts that another act moves meanwhile are left to it.
 */
export async function validateDisbursements(tx: ActTransaction, ids: readonly string[]): Promise<ValidationTally> {
  await holdCampaignsOf(tx, ids);
  await holdFundsOf(tx, ids);
  const [tally] = await beyondRegions('a home may have moved to another county since', () =>
    tx.query<ValidationTally[]>(VALIDATE, [ids, tx.now, tx.today]),
  );
  tx.about('Disbursement', ids);
  return tally ?? { valid: 0, refused: 0 };
}
