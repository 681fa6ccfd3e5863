import type { DataSource } from 'typeorm';
import type { SampleDatabase } from '../../tools/sample-data/src';

/** Rows of a brute-force computation, by city code. */
export type ByCity<Row> = ReadonlyMap<string, Row>;

type Databases = Readonly<Record<SampleDatabase, DataSource>>;

const CITY = `left(region_code, 4) || '00' as city`;
const ACTIVE = `status in ('RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED')`;
const PAID = `status in ('PAID','RECONCILED')`;

async function byCity<Row extends { readonly city: string }>(
  db: DataSource,
  sql: string,
  params: unknown[] = [],
): Promise<ByCity<Row>> {
  const rows = await db.query<Row[]>(sql, params);
  return new Map(rows.map((row) => [row.city, row]));
}

/** `[{ city, key, … }]` → by city, an object from key to value. */
async function tally(db: DataSource, sql: string, params: unknown[] = []): Promise<ByCity<Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  for (const { city, key, value } of await db.query<{ city: string; key: string; value: string }[]>(sql, params)) {
    found.set(city, { ...found.get(city), [key]: value });
  }
  return found;
}

/** Files of each city, counted one by one. */
export const hardshipOf = (db: Databases, year: number) =>
  byCity<{ city: string; filed: number; migrant: number; exited: number }>(
    db.workers,
    `select ${CITY}, count(*) filter (where ${ACTIVE})::int as filed, count(*) filter (where ${ACTIVE} and is_migrant)::int as migrant,
       count(*) filter (where extract(year from exited_on) = $1)::int as exited from household group by 1`,
    [year],
  );

/** Active files by primary cause. */
export const causesOf = (db: Databases) =>
  tally(
    db.workers,
    `select ${CITY}, primary_cause as key, count(*)::text as value from household where ${ACTIVE} group by 1, 2`,
  );

/** Files that left in a year, by reason. */
export const exitReasonsOf = (db: Databases, year: number) =>
  tally(
    db.workers,
    `select ${CITY}, exit_reason as key, count(*)::text as value from household where extract(year from exited_on) = $1 group by 1, 2`,
    [year],
  );

/** Enterprises whose distress is open, by kind. */
export const distressOf = (db: Databases) =>
  tally(
    db.enterprises,
    `select left(e.region_code, 4) || '00' as city, p.kind as key, count(distinct e.id)::text as value
     from distress_period p join enterprise e on e.id = p.enterprise_id where p.to_on is null group by 1, 2`,
  );

/** Enterprises visited in a campaign. */
export const visitedOf = (db: Databases, campaign: string) =>
  byCity<{ city: string; visited: number }>(
    db.enterprises,
    `select ${CITY}, count(distinct enterprise_id)::int as visited from enterprise_visit where campaign_code = $1 group by 1`,
    [campaign],
  );

/** Money paid, and the share of it that wasn't cash. */
export const distributedOf = (db: Databases, campaign: string) =>
  byCity<{ city: string; distributed: string; nonCash: number }>(
    db.assistance,
    `select ${CITY}, (sum(amount_fen) / 100)::numeric(20, 2)::text as distributed,
       trunc(sum(amount_fen) filter (where mode <> 'CASH') * 1000000 / sum(amount_fen)) / 1000000 as "nonCash"
     from disbursement where campaign_code = $1 and ${PAID} group by 1`,
    [campaign],
  );

/** Money paid by a column of the payments, of a campaign or a calendar year of payment in Asia/Shanghai. */
export const amountsBy = (
  db: Databases,
  column: 'source' | 'target_group' | 'purpose',
  period: { campaign?: string; year?: number },
) =>
  tally(
    db.assistance,
    `select ${CITY}, ${column} as key, (sum(amount_fen) / 100)::numeric(20, 2)::text as value from disbursement
     where ${PAID} and ($1::text is null or campaign_code = $1)
       and ($2::int is null or extract(year from paid_at at time zone 'Asia/Shanghai') = $2) group by 1, 2`,
    [period.campaign ?? null, period.year ?? null],
  );

/** Distinct beneficiaries paid in a campaign, by group. */
export const beneficiariesOf = (db: Databases, campaign: string) =>
  tally(
    db.assistance,
    `select ${CITY}, target_group as key, count(distinct coalesce(household_id, payee_id))::text as value
     from disbursement where campaign_code = $1 and ${PAID} group by 1, 2`,
    [campaign],
  );

/** Employment aid: every person once per figure, in the region of the row. */
export const employmentOf = (db: Databases, year: number) =>
  byCity<{
    city: string;
    trained: number;
    placed: number;
    migrants: number;
    hired: number;
    employed: number;
    retained: number;
    spent: string;
  }>(
    db.employment,
    `with outcome as (
       select region_code, person_id, 'trained' as what from enrollment where state = 'COMPLETED' and extract(year from completed_on) = $1
       union all select region_code, person_id, w from placement p, lateral (values
         ('employed', true), ('migrants', p.is_migrant), ('hired', p.startup_project_id is not null),
         ('placed', p.routes && array['TRAINING','REFERRAL','DEMONSTRATION_UNIT'])) v (w, holds)
         where holds and extract(year from placed_on) = $1
       union all select (array_agg(region_code order by placed_on, id))[1], person_id, 'retained' from placement
         where routes && array['TRAINING','REFERRAL','DEMONSTRATION_UNIT'] and extract(year from placed_on) = $1
         group by person_id having bool_or(retained_6m)
     ), money as (
       select left(region_code, 4) || '00' as city, sum(amount_fen) as fen from employment_payment where extract(year from paid_on) = $1 group by 1
     )
     select coalesce(m.city, left(o.region_code, 4) || '00') as city, (coalesce(max(fen), 0) / 100)::numeric(20, 2)::text as spent,
       ${['trained', 'placed', 'migrants', 'hired', 'employed', 'retained']
         .map((what) => `count(distinct person_id) filter (where what = '${what}')::int as ${what}`)
         .join(', ')}
     from money m full join outcome o on left(o.region_code, 4) || '00' = m.city group by 1`,
    [year],
  );

/** Facilities open at the end of a year (now, if none is given) and what they lack. */
export const facilitiesOf = (db: Databases, year: number) =>
  byCity<{ city: string; homes: number; stations: number; score: number }>(
    db.migrants,
    `select ${CITY}, count(*) filter (where kind = 'HAPPY_HOME')::int as homes, count(*) filter (where kind = 'HAPPY_STATION')::int as stations,
       round(avg(score), 1)::float as score
     from service_station where ${OPEN_AT_END} group by 1`,
    [year],
  );

const OPEN_AT_END = `opened_on <= make_date($1, 12, 31) and (closed_on is null or closed_on > make_date($1, 12, 31))`;

/** What the open facilities lack. */
export const lackingOf = (db: Databases, year: number) =>
  tally(
    db.migrants,
    `select ${CITY}, amenity as key, count(*)::text as value from service_station, unnest(missing_amenities) amenity
     where ${OPEN_AT_END} group by 1, 2`,
    [year],
  );

/** Persons given a health check, and wage cases taken up, in a year. */
export const servicesOf = (db: Databases, year: number) =>
  byCity<{ city: string; checks: number; owed: string; recovered: string; open: number }>(
    db.migrants,
    `with checks as (
       select ${CITY}, sum(persons)::int as checks from health_check_batch where extract(year from checked_on) = $1 group by 1
     ), wages as (
       select ${CITY}, (sum(owed_fen) / 100)::numeric(20, 2)::text as owed, (sum(recovered_fen) / 100)::numeric(20, 2)::text as recovered,
         count(*) filter (where state not in ('PAID','CLOSED'))::int as open
       from wage_case where extract(year from reported_on) = $1 group by 1
     )
     select city, checks, owed, recovered, open from checks full join wages using (city)`,
    [year],
  );
