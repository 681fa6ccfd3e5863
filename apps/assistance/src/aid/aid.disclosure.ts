import { type DisclosurePlan, type Division, type Part, partPerKey } from '@nuan/disclosure';
import { AidPurpose, DeliveryMode, FundSource, StudyLevel, TargetGroupKind } from '@nuan/kernel';
import { aidContributors, PAID_YEAR } from './aid.contributors';

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

const DIMENSIONS = {
  'aid.source': FundSource,
  'aid.group': TargetGroupKind,
  'aid.purpose': AidPurpose,
  'aid.mode': DeliveryMode,
};

/** Payments of a calendar year, those of campaigns among them. */
const OF_YEAR = 'year.';

/** Those of them that belong to no campaign. */
const OUTSIDE = 'outside.';

/** A part of the payments of a year, guarded by what is left of it when all campaigns are taken away. */
function partOfYear(metric: string, key?: string): Part {
  const keys = key === undefined ? {} : { keys: [key] };
  const guard = { least: [{ of: [{ metric: `${OUTSIDE}${metric}`, ...keys }] }], mustHold: true };
  return { metric: `${OF_YEAR}${metric}`, ...keys, guards: [guard] };
}

/** What analysts are given of aid (救助发放统计): payments and registers by campaign, payments and scholarships by year. */
export const aidDisclosure: DisclosurePlan = {
  populations: [
    {
      metric: 'aid.group',
      slicing: 'campaign',
      divisions: Object.entries(DIMENSIONS).map(([metric, vocabulary]) => partPerKey(metric, vocabulary)),
    },
    { metric: 'campaign.listed', slicing: 'campaign', divisions: [REGISTER] },
    { metric: 'raised', slicing: 'campaign' },
    {
      ...partOfYear('aid.group'),
      slicing: 'year',
      ofCampaign: (measure) => measure.slice(OF_YEAR.length),
      divisions: Object.entries(DIMENSIONS).map(([metric, vocabulary]) =>
        Object.values<string>(vocabulary).map((key) => partOfYear(metric, key)),
      ),
    },
    {
      ...partOfYear('aid.yearBeneficiary'),
      slicing: 'year',
      divisions: [Object.values(TargetGroupKind).map((key) => partOfYear('aid.yearBeneficiary', key))],
    },
    {
      metric: 'scholarship.level',
      slicing: 'year',
      divisions: [partPerKey('scholarship.level', StudyLevel), [{ metric: 'scholarship.migrant' }]],
    },
  ],
  // $1, the day, plays no part.
  extraCells: `
    select 'raised' as metric, f.region_code, t.campaign_code as campaign, 0 as year, '' as key,
      count(distinct t.id) as n, (-sum(e.amount_fen))::bigint as amount_fen
    from ledger_transaction t join ledger_entry e on e.transaction_id = t.id join fund f on f.id = t.fund_id
    where $1::text is not null and t.campaign_code is not null and e.account = 'CONTRIBUTOR'
    group by f.region_code, t.campaign_code
    union all
    select prefix || metric, region_code, '', year, key, sum(n)::bigint, sum(amount_fen)::bigint
    from (select * from rollup_counter union all
      select metric, region_code, campaign, year, key, n, amount_fen from rollup_delta) cell,
      (values ('${OF_YEAR}'), ('${OUTSIDE}')) part (prefix)
    where (metric in ('aid.source','aid.group','aid.purpose','aid.mode') and (prefix = '${OF_YEAR}' or campaign = ''))
      or (metric = 'aid.yearBeneficiary' and prefix = '${OF_YEAR}')
    group by 1, 2, 4, 5 having sum(n) <> 0 or sum(amount_fen) <> 0
    union all
    select '${OUTSIDE}aid.yearBeneficiary', region_code, '', year, target_group, count(*), 0::bigint
    from (
      select region_code, target_group, is_first_of_year, ${PAID_YEAR} as year,
        bool_or(campaign_code is not null) over (partition by coalesce(household_id, payee_id), ${PAID_YEAR}) as in_campaign
      from disbursement where status in ('PAID','RECONCILED')
    ) payment where is_first_of_year and not in_campaign group by region_code, year, target_group`,
  contributors: aidContributors,
};
