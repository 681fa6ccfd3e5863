import type { Contributors } from '@nuan/disclosure';

/** Calendar year of a payment in Asia/Shanghai, in SQL. */
export const PAID_YEAR = `extract(year from (paid_at at time zone 'Asia/Shanghai'))::integer`;

const BY_DIMENSION = ['aid.source', 'aid.group', 'aid.purpose', 'aid.mode'] as const;

/** Metrics of payments: by campaign, by year, and outside campaigns by year. */
const PAYMENTS = ['', 'year.', 'outside.'].flatMap((prefix) => BY_DIMENSION.map((metric) => `${prefix}${metric}`));

/**
 * Who is behind the money of assistance. Of payments the household or person that was paid, who belongs to one region; of money raised the donor,
 * by name, or else the fund that it came into; of scholarships the student.
 */
export const aidContributors: Contributors = {
  metrics: [...PAYMENTS, 'raised', 'scholarship.level'],
  fields: {
    'AidStats.distributed': ['aid.group', 'year.aid.group'],
    'AidBySource.amount': ['aid.source', 'year.aid.source'],
    'AidByGroup.amount': ['aid.group', 'year.aid.group'],
    'AidByPurpose.amount': ['aid.purpose', 'year.aid.purpose'],
    'Campaign.raised': ['raised'],
    'Campaign.distributed': ['aid.group'],
    'CampaignGroup.amount': ['aid.group'],
    'ScholarshipsByLevel.amount': ['scholarship.level'],
  },
  sql: `
    with paid as (
      select p.prefix, p.campaign, p.year, d.region_code, coalesce(d.household_id, d.payee_id) as beneficiary,
        d.target_group, d.source, d.purpose, d.mode, d.amount_fen
      from (select *, ${PAID_YEAR} as paid_year from disbursement where status in ('PAID','RECONCILED')) d,
        lateral (values ('', d.campaign_code, 0), ('year.', '', d.paid_year),
          ('outside.', case when d.campaign_code is null then '' end, d.paid_year)) p (prefix, campaign, year)
      where p.campaign is not null
    ), each as (
      select prefix, region_code, campaign, year, beneficiary, grouping(target_group, source, purpose, mode) as dimension,
        coalesce(target_group, source, purpose, mode, '*') as key, sum(amount_fen) as amount_fen
      from paid
      group by prefix, region_code, campaign, year, beneficiary, grouping sets ((target_group), (source), (purpose), (mode), ())
    ), given as (
      select f.region_code, t.campaign_code as campaign, coalesce(d.donor, f.id::text) as giver, -sum(e.amount_fen) as amount_fen
      from ledger_transaction t join ledger_entry e on e.transaction_id = t.id join fund f on f.id = t.fund_id
        left join donation d on d.transaction_id in (t.id, t.reverses_id)
      where t.campaign_code is not null and e.account = 'CONTRIBUTOR'
      group by f.region_code, t.campaign_code, coalesce(d.donor, f.id::text)
    )
    select prefix || case dimension when 11 then 'aid.source' when 13 then 'aid.purpose' when 14 then 'aid.mode' else 'aid.group' end as metric,
      region_code, campaign, year, key, count(*) as contributors, max(amount_fen)::bigint as largest_fen
    from each group by prefix, dimension, key, region_code, campaign, year
    union all
    select 'raised', region_code, campaign, 0, '*', count(*) filter (where amount_fen > 0), greatest(max(amount_fen), 0)::bigint
    from given group by region_code, campaign
    union all
    select 'scholarship.level', region_code, '', academic_year, coalesce(level, '*'), count(distinct student_id), max(amount_fen)::bigint
    from scholarship_grant where revoked_on is null group by region_code, academic_year, grouping sets ((level), ())`,
};
