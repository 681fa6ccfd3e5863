import type pg from 'pg';

/** Tables whose triggers the script does without: it writes what they would write itself. */
const TABLES = [
  ...[
    'disbursement',
    'disbursement_problem',
    'cap_usage',
    'ledger_transaction',
    'ledger_entry',
    'allocation',
    'payment_batch',
  ],
];

/** What decides whether a payment is valid, each rule once, over the whole batch. */
const JUDGE = `
create temporary table judged on commit drop as
select d.id, d.batch_id, d.allocation_id, d.household_id, d.amount_fen, d.position, d.region_code, d.target_group, d.purpose, h.head_worker_id,
  h.category, h.tier, h.status as file_status, h.recorded_on, h.last_reviewed_on, h.account_token, s.per_payment_fen, s.per_year_fen, s.cap_scope,
  case
    when h.id is null then 'HOUSEHOLD_UNKNOWN'
    when h.status not in ('RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED') then 'FILE_NOT_ACTIVE'
    when h.region_code <> d.region_code then 'HOUSEHOLD_ELSEWHERE'
    when coalesce(h.next_review_due_on, h.last_reviewed_on + 365) < $2::date and coalesce(h.stale_confirmed_until_on < $2::date, true) then 'FILE_STALE'
    when not fund_admits(f, d.target_group, d.purpose, h.tier, d.region_code) then 'EARMARK_NOT_ADMITTED'
    when f.closed_on is not null then 'FUND_CLOSED'
    when a.confirmed_on is null or a.status not in ('ISSUED','CONFIRMED') then 'ALLOCATION_NOT_CONFIRMED'
    when c.status not in ('OPEN','CLOSING') then 'CAMPAIGN_NOT_OPEN'
    when b.target_group is distinct from d.target_group then 'NOT_REGISTERED_IN_GROUP'
    when d.payee_id <> h.head_worker_id and r.id is null then 'PAYEE_NOT_REGISTERED'
    when h.account_token is null then 'ACCOUNT_MISSING'
    when not h.account_name_matches then 'ACCOUNT_NAME_DIFFERS'
    when s.per_payment_fen is null then 'STANDARD_MISSING'
    when d.amount_fen > s.per_payment_fen then 'PAYMENT_CAP_EXCEEDED'
  end as rule
from disbursement d
  join allocation a on a.id = d.allocation_id
  join fund f on f.id = d.fund_id
  left join campaign c on c.code = d.campaign_code
  left join campaign_beneficiary b on b.campaign_code = d.campaign_code and b.beneficiary_id = d.household_id
  left join household_projection h on h.id = d.household_id
  left join payee_registration r on r.household_id = d.household_id and r.payee_id = d.payee_id and r.ended_at is null
  left join (
    select k.*, s.per_payment_fen, s.per_year_fen, s.cap_scope
    from (select distinct region_code, category from household_projection) k
      cross join lateral applicable_standard(k.region_code, 'FILED_HOUSEHOLD', 'LIVING', k.category, $2::date) s
  ) s on s.region_code = d.region_code and s.category = h.category
where d.batch_id = $1 and d.status = 'DRAFT'`;

const PROBLEMS = `
insert into disbursement_problem (disbursement_id, rule, found_at, field, facts, batch_id)
select id, rule, now(), 'householdId', '{}', batch_id from judged where rule is not null`;

const VALIDATE = `
update disbursement d set status = 'VALIDATED', version = d.version + 1, head_id = j.head_worker_id, category = j.category, tier = j.tier,
  file_status = j.file_status, recorded_on = j.recorded_on, last_reviewed_on = j.last_reviewed_on, account_token = j.account_token,
  cap_scope = j.cap_scope, cap_fen = j.per_payment_fen, cap_used_fen = d.amount_fen
from judged j where d.id = j.id and j.rule is null`;

const CAPS = `
create temporary table capped on commit drop as
with used as (
  insert into cap_usage as u (subject_id, scope, cap_key, year, used_fen, limit_fen)
  select household_id, cap_scope, target_group || '/' || purpose, extract(year from $1::date)::int, sum(amount_fen), min(per_year_fen)
  from judged where rule is null group by 1, 2, 3
  on conflict (subject_id, scope, cap_key, year) do update set used_fen = u.used_fen + excluded.used_fen, limit_fen = excluded.limit_fen
    where u.used_fen + excluded.used_fen <= excluded.limit_fen
  returning u.subject_id, u.used_fen
)
select j.id, j.allocation_id, j.amount_fen, u.used_fen, j.per_payment_fen, j.per_year_fen,
  sum(j.amount_fen) over (partition by j.allocation_id order by j.position) as so_far
from judged j join used u on u.subject_id = j.household_id where j.rule is null`;

const RESERVE = `
update disbursement d set status = 'RESERVED', version = d.version + 1, reserved_at = now(),
  cap_fen = case when c.used_fen * c.per_payment_fen > d.amount_fen * c.per_year_fen then c.per_year_fen else c.per_payment_fen end,
  cap_used_fen = case when c.used_fen * c.per_payment_fen > d.amount_fen * c.per_year_fen then c.used_fen else d.amount_fen end
from capped c join allocation a on a.id = c.allocation_id where d.id = c.id and c.so_far <= a.available_fen`;

const LEDGER = `
with posting as (
  insert into ledger_transaction (id, kind, fund_id, campaign_code, posted_at, posted_by)
  select gen_random_uuid(), 'RESERVED', b.fund_id, b.campaign_code, now(), b.filed_by from payment_batch b where b.id = $1
  returning id
), taken as (
  select c.allocation_id, sum(c.amount_fen)::bigint as fen, row_number() over (order by c.allocation_id) as nr
  from capped c join allocation a on a.id = c.allocation_id where c.so_far <= a.available_fen group by c.allocation_id
), entry as (
  insert into ledger_entry (transaction_id, line, account, allocation_id, amount_fen)
  select p.id, 2 * t.nr - s.side, case s.side when 1 then 'AVAILABLE' else 'RESERVED' end, t.allocation_id, case s.side when 1 then -t.fen else t.fen end
  from posting p, taken t, (values (0), (1)) s (side)
)
update allocation a set available_fen = a.available_fen - t.fen, reserved_fen = a.reserved_fen + t.fen, moved_at = now()
from taken t where a.id = t.allocation_id`;

/** As many audit rows as the contest's other side writes, naming the same payments. */
const AUDIT = `
select append_audit(gen_random_uuid(), now(), 'maker', 'maker', s.action, '340000', '{Disbursement}', s.ids, '{}')
from (
  select k.action, array_agg(d.id) as ids from disbursement d, (values ('batch.validate'), ('batch.reserve')) k (action)
  where d.batch_id = $1 group by k.action, d.position / $2::int
) s`;

/** The changes of a step, when payments are published. */
const changes = (status: string): string => `
insert into change (entity, entity_id, version, region_code, facts)
select 'Disbursement', d.id, d.version, d.region_code, disbursement_facts(d) from disbursement d where d.batch_id = $1 and d.status = '${status}'`;

/** What the script needs to know. */
export interface ByHandRun {
  readonly batchId: string;
  readonly today: string;
  /** Payments that one audit row of the other side names. */
  readonly linesPerAct: number;
}

/**
 * Validates and reserves a batch as one would in a script: one transaction, every step one statement over the whole batch, one
 * balance check, no triggers but foreign keys and checks. What our triggers write, it writes itself.
 */
export async function runByHand(owner: pg.Client, { batchId, today, linesPerAct }: ByHandRun): Promise<void> {
  const publishes = await publishesPayments(owner);
  await owner.query('begin');
  for (const table of TABLES) await owner.query(`alter table ${table} disable trigger user`);
  await owner.query(JUDGE, [batchId, today]);
  await owner.query('analyze judged');
  await owner.query(PROBLEMS);
  await owner.query(VALIDATE);
  if (publishes) await owner.query(changes('VALIDATED'), [batchId]);
  await owner.query(CAPS, [today]);
  await owner.query('analyze capped');
  await owner.query(RESERVE);
  if (publishes) await owner.query(changes('RESERVED'), [batchId]);
  await owner.query(LEDGER, [batchId]);
  await owner.query(AUDIT, [batchId, linesPerAct]);
  await owner.query(`update payment_batch set status = 'RESERVED', version = version + 4 where id = $1`, [batchId]);
  for (const table of TABLES) await owner.query(`alter table ${table} enable trigger user`);
  await owner.query('commit');
}

async function publishesPayments(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query<{ found: boolean }>(
    `select exists (select from pg_proc where proname = 'disbursement_facts') as found`,
  );
  return rows[0]?.found ?? false;
}
