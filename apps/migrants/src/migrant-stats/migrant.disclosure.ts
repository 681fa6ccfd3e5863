import type { DisclosurePlan } from '@nuan/disclosure';

import { OPEN_WAGE_STATES } from '../wage-case/wage-deadline';

/** What analysts are given of services for migrant workers (农民工服务), by year. Facilities have a sign on the door: they are open to all. */
export const migrantDisclosure: DisclosurePlan = {
  populations: [
    { metric: 'wage_owed', slicing: 'year', divisions: [[{ metric: 'wage_owed', keys: OPEN_WAGE_STATES }]] },
    { metric: 'wage_recovered', slicing: 'year' },
    { metric: 'wage_workers', slicing: 'year' },
    { metric: 'health_check', slicing: 'year' },
    { metric: 'return_service', slicing: 'year' },
    { metric: 'return_served', slicing: 'year', divisions: [[{ metric: 'return_requested' }]] },
    { metric: 'return_served.money', slicing: 'year' },
    { metric: 'return_requested.money', slicing: 'year' },
    { metric: 'insurance_project', slicing: 'year', divisions: [[{ metric: 'insurance_project', keys: ['INSURED'] }]] },
  ],
  openMetrics: ['facility', 'facility_score', 'facility_missing'],
  contributors: {
    metrics: ['wage_owed', 'wage_recovered', 'return_served.money', 'return_requested.money'],
    apart: ['return_served', 'return_requested'],
    fields: {
      'WageStats.owed': ['wage_owed'],
      'WageStats.recovered': ['wage_recovered'],
      'ReturnStats.subsidy': ['return_served.money'],
      'ReturnStats.subsidyRequested': ['return_requested.money'],
    },
    // Of wages the enterprise: what one owes and has paid is its own affair. Of travel the service (trip, purchase, subsidy) that the money went to.
    sql: `
    with each as (
      select region_code, extract(year from reported_on)::integer as year, state, enterprise_id,
        grouping(state) as whole, sum(owed_fen) as owed_fen, sum(recovered_fen) as recovered_fen
      from wage_case
      group by region_code, extract(year from reported_on), enterprise_id, grouping sets ((state), ())
    )
    select money.metric, region_code, '' as campaign, year, coalesce(state, '*') as key,
      count(*) filter (where money.amount_fen > 0 or money.metric = 'wage_owed') as contributors, max(money.amount_fen)::bigint as largest_fen
    from each, lateral (values ('wage_owed', owed_fen), ('wage_recovered', recovered_fen)) money (metric, amount_fen)
    where whole = 0 or state is null
    group by money.metric, region_code, year, coalesce(state, '*')
    union all
    select 'return_served.money', region_code, '', year, coalesce(kind, '*'), count(*) filter (where fen > 0), max(fen)::bigint
    from (
      select s.region_code, extract(year from s.served_on)::integer as year, s.kind,
        coalesce(s.subsidy_fen, 0) + coalesce(q.paid_fen, 0) as fen
      from return_service s left join return_subsidy q on q.return_service_id = s.id and q.is_over
      where s.status in ('DEPARTED','DONE')
    ) given group by region_code, year, grouping sets ((kind), ())
    union all
    select 'return_requested.money', region_code, '', year, part.key, count(*), max(requested_fen)::bigint
    from return_subsidy, (values ('TRANSPORT_SUBSIDY'), ('*')) part (key) where is_over group by region_code, year, part.key`,
  },
};
