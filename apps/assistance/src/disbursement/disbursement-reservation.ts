import type { ActTransaction } from '@nuan/facts';
import { yearOf } from '@nuan/kernel';

import { giveBackCaps } from '../cap/cap-use';
import { LedgerKind } from '../ledger/ledger-transaction.entity';
import { reserving } from '../ledger/movement';
import { beyondOwnCost } from '../medical-evidence/own-cost';
import { lockAllocationsOf, type MovedMoney, postMoney } from './disbursement-lines';
import { LineRace } from './line-race';
import { PayStatus } from './pay-status';
import { CAP_KEY, isIn, kindOf, OPEN_PROBLEMS } from './payment-facts';

/** What came of setting money aside for some payments. */
export interface ReservationTally {
  /** Now RESERVED. */
  readonly reserved: number;
  /** Beyond a cap of the year, or without money: each has its problem and stays where it was. */
  readonly refused: number;
}

/** States from which money is set aside: a checked payment, or one that the bank couldn't make. */
export type ReservableStatus = PayStatus.VALIDATED | PayStatus.FAILED;

/**
 * The payments in question with the standards of their kinds. A subject with several payments among them takes turns: the
 * first of each is decided in one statement, the next ones afterwards.
 */
const LINES = `
candidate as materialized (
  select d.id, d.batch_id, d.fund_id, d.allocation_id, d.campaign_code, d.amount_fen, coalesce(d.position, 0) as position,
    d.region_code, d.target_group, d.purpose, d.category, disbursement_cap_subject(d) as subject_id,
    coalesce(d.cap_scope, 'PERSON_YEAR') as scope, ${CAP_KEY} as cap_key
  from disbursement d where d.id = any($1::uuid[]) and ${isIn('$2')}
), standard as materialized (
  select ${kindOf('k')} as kind, s.standard_id, s.per_payment_fen, s.per_year_fen
  from (select distinct region_code, target_group, purpose, category from candidate) k
    cross join lateral applicable_standard(k.region_code, k.target_group, k.purpose, k.category, $4::date) s
), line as materialized (
  select c.*, c.subject_id::text || c.scope || c.cap_key as cap_ref, s.standard_id,
    coalesce(s.per_payment_fen, 0) as per_payment_fen, coalesce(s.per_year_fen, 0) as per_year_fen,
    row_number() over (partition by c.subject_id, c.scope, c.cap_key order by c.position, c.id) = 1 as is_first
  from candidate c left join standard s on s.kind = ${kindOf('c')}
)`;

/**
 * Caps first, that of one payment as it holds now and those of the year by an upsert whose row lock decides between acts that run at the same time; then money, in the order of
 * positions until the allocation holds no more; then the payments. The allocations are locked before.
 */
const RESERVE = `
with ${LINES}, taken as (
  insert into cap_usage as u (subject_id, scope, cap_key, year, used_fen, limit_fen)
  select subject_id, scope, cap_key, $5, amount_fen, per_year_fen from line
  where is_first and amount_fen <= per_payment_fen and amount_fen <= per_year_fen
  order by subject_id, scope, cap_key
  on conflict (subject_id, scope, cap_key, year) do update set used_fen = u.used_fen + excluded.used_fen, limit_fen = excluded.limit_fen
    where u.used_fen + excluded.used_fen <= excluded.limit_fen
  returning u.subject_id::text || u.scope || u.cap_key as cap_ref, u.used_fen
), funded as materialized (
  select l.*, t.used_fen, a.available_fen,
    sum(l.amount_fen) over (partition by l.allocation_id order by l.position, l.id) <= a.available_fen as is_funded
  from line l join taken t on t.cap_ref = l.cap_ref
    join allocation a on a.id = l.allocation_id
  where l.is_first
), reserved as (
  update disbursement d set status = 'RESERVED', version = d.version + 1, reserved_at = $3, standard_id = f.standard_id, approved_by = null, approved_at = null,
    second_approved_by = null, second_approved_at = null, approved_hash = null, sent_by = null, sent_at = null,
    cap_fen = case when f.used_fen * f.per_payment_fen > d.amount_fen * f.per_year_fen then f.per_year_fen else f.per_payment_fen end,
    cap_used_fen = case when f.used_fen * f.per_payment_fen > d.amount_fen * f.per_year_fen then f.used_fen else d.amount_fen end
  from funded f where d.id = f.id and f.is_funded and d.status = $2
  returning d.id, d.fund_id, d.allocation_id, d.campaign_code, d.amount_fen
), refused as materialized (
  select l.id, l.batch_id, case when l.standard_id is null then 'STANDARD_MISSING' when l.amount_fen > l.per_payment_fen
      then 'PAYMENT_CAP_EXCEEDED' else 'ANNUAL_CAP_EXCEEDED' end as rule, case when l.standard_id is null then 'purpose' else 'amount' end as field,
    case when l.standard_id is null then jsonb_build_object('group', l.target_group)
      when l.amount_fen > l.per_payment_fen then jsonb_build_object('capFen', l.per_payment_fen)
      else jsonb_build_object('capFen', l.per_year_fen, 'year', $5::int, 'usedFen', coalesce(u.used_fen, 0),
        'remainingFen', greatest(l.per_year_fen - coalesce(u.used_fen, 0), 0)) end as facts
  from (
    select * from line l
    where l.is_first and not exists (select from taken t where t.cap_ref = l.cap_ref)
    offset 0
  ) l left join lateral (select used_fen from cap_usage u
    where u.subject_id = l.subject_id and u.scope = l.scope and u.cap_key = l.cap_key and u.year = $5 limit 1) u on true
  union all
  select id, batch_id, 'FUNDS_INSUFFICIENT', 'allocationId', jsonb_build_object('amountFen', amount_fen, 'availableFen', available_fen)
  from funded where not is_funded
), problem as (
  insert into disbursement_problem (disbursement_id, rule, found_at, field, facts, batch_id)
  select id, rule, $3, field, facts, batch_id from refused
  on conflict (disbursement_id, rule) where resolved_at is null do nothing
), open as materialized (${OPEN_PROBLEMS}), resolved as (
  update disbursement_problem p set resolved_at = $3
  from open o join reserved r on r.id = o.disbursement_id
  where p.disbursement_id = o.disbursement_id and p.rule = o.rule and p.resolved_at is null
)
select (select count(*)::int from funded where is_funded) as funded,
  (select count(*)::int from reserved) as reserved,
  (select count(*)::int from refused) as refused,
  (select coalesce(array_agg(id), '{}') from funded where not is_funded) as unfunded,
  (select coalesce(array_agg(id), '{}') from line where not is_first) as waiting,
  (select coalesce(json_agg(m), '[]') from (select fund_id as "fundId", allocation_id as "allocationId", campaign_code as "campaignCode",
    sum(amount_fen)::text as fen from reserved group by 1, 2, 3 order by 2) m) as money`;

interface Round extends ReservationTally {
  readonly funded: number;
  readonly unfunded: readonly string[];
  readonly waiting: readonly string[];
  readonly money: readonly (Omit<MovedMoney, 'fen'> & { readonly fen: string })[];
}

/**
 * Sets money aside (预留) by set. Whoever is within the caps of the year gets money in the order of positions until the
 * allocation is empty: nothing is ever set aside in part or overdrawn, and what gets none keeps a problem that says so and
 * may be reserved again when money comes. A single payment is a set of one. The year of the caps is that of this act.
 *
 * @throws LineRace when other acts moved some of the payments meanwhile; the act is then tried again.
 */
export async function reserveDisbursements(
  tx: ActTransaction,
  ids: readonly string[],
  from: ReservableStatus = PayStatus.VALIDATED,
): Promise<ReservationTally> {
  await lockAllocationsOf(tx, ids);
  tx.about('Disbursement', ids);
  const beyond = await beyondOwnCost(tx, ids, from);
  let [reserved, refused] = [0, beyond.size];
  for (let open = ids.filter((id) => !beyond.has(id)); open.length > 0;) {
    const round = await reserveRound(tx, open, from);
    reserved += round.reserved;
    refused += round.refused;
    open = [...round.waiting];
  }
  return { reserved, refused };
}

async function reserveRound(tx: ActTransaction, ids: readonly string[], from: ReservableStatus): Promise<Round> {
  const year = yearOf(tx.today);
  const [round] = await tx.query<Round[]>(RESERVE, [ids, from, tx.now, tx.today, year]);
  if (round === undefined || round.funded !== round.reserved) throw new LineRace();
  await giveBackCaps(tx, round.unfunded, year);
  const money = round.money.map((moved) => ({ ...moved, fen: BigInt(moved.fen) }));
  await postMoney(tx, LedgerKind.RESERVED, money, reserving);
  return round;
}
