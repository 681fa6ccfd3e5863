import { type DisclosurePlan, type Division, partPerKey } from '@nuan/disclosure';
import { AidPurpose, DeliveryMode, FundSource, StudyLevel, TargetGroupKind } from '@nuan/kernel';

/** Everyone on a register, by group: who was reached, and of those the migrant ones and those who were paid. */
const REGISTER: Division = Object.values(TargetGroupKind).map((group) => ({
  metric: 'campaign.listed',
  keys: [group],
  divisions: [
    [
      {
        metric: 'campaign.reached',
        keys: [group],
        divisions: [
          [{ metric: 'campaign.reachedMigrant', keys: [group] }],
          [{ metric: 'campaign.paid', keys: [group] }],
        ],
      },
    ],
  ],
}));

/** What analysts are given of aid (救助发放统计): payments and registers by campaign, scholarships by year. */
export const aidDisclosure: DisclosurePlan = {
  populations: [
    {
      metric: 'aid.group',
      slicing: 'campaign',
      divisions: [
        partPerKey('aid.group', TargetGroupKind),
        partPerKey('aid.source', FundSource),
        partPerKey('aid.purpose', AidPurpose),
        partPerKey('aid.mode', DeliveryMode),
      ],
    },
    { metric: 'campaign.listed', slicing: 'campaign', divisions: [REGISTER] },
    { metric: 'raised', slicing: 'campaign' },
    {
      metric: 'scholarship.level',
      slicing: 'year',
      divisions: [partPerKey('scholarship.level', StudyLevel), [{ metric: 'scholarship.migrant' }]],
    },
  ],
  // Contributions to a campaign: $1, the day, plays no part.
  extraCells: `
    select 'raised' as metric, f.region_code, t.campaign_code as campaign, 0 as year, '' as key,
      count(distinct t.id) as n, (-sum(e.amount_fen))::bigint as amount_fen
    from ledger_transaction t join ledger_entry e on e.transaction_id = t.id join fund f on f.id = t.fund_id
    where $1::text is not null and t.campaign_code is not null and e.account = 'CONTRIBUTOR'
    group by f.region_code, t.campaign_code`,
  // Per beneficiary and campaign; a beneficiary belongs to one region.
  contributors: `
    with paid as (
      select region_code, campaign_code, coalesce(household_id, payee_id) as beneficiary, target_group, source, purpose, mode, amount_fen
      from disbursement where status in ('PAID','RECONCILED') and campaign_code is not null
    ), each as (
      select region_code, campaign_code, beneficiary, grouping(target_group, source, purpose, mode) as dimension,
        coalesce(target_group, source, purpose, mode, '*') as key, sum(amount_fen) as amount_fen
      from paid
      group by region_code, campaign_code, beneficiary, grouping sets ((target_group), (source), (purpose), (mode), ())
    )
    select case dimension when 11 then 'aid.source' when 13 then 'aid.purpose' when 14 then 'aid.mode' else 'aid.group' end as metric,
      region_code, campaign_code as campaign, 0 as year, key, count(*) as contributors, max(amount_fen)::bigint as largest_fen
    from each group by dimension, key, region_code, campaign_code`,
};
