import { type DisclosurePlan, partPerKey } from '@nuan/disclosure';
import { DistressKind, DiversionRoute } from '@nuan/kernel';

/** What analysts are given of enterprises (企业统计): those registered as they stand, visits by campaign, reports by year. */
export const enterpriseDisclosure: DisclosurePlan = {
  populations: [
    {
      metric: 'enterprise',
      slicing: 'none',
      divisions: [
        [{ metric: 'distressed', divisions: [partPerKey('distressed', DistressKind)] }],
        [{ metric: 'demonstration', keys: ['SELECTED'] }],
      ],
    },
    { metric: 'visited', slicing: 'campaign' },
    { metric: 'workers_met', slicing: 'campaign' },
    { metric: 'diverted', slicing: 'year', divisions: [partPerKey('diverted', DiversionRoute)] },
    { metric: 'jobs_promised', slicing: 'year' },
  ],
};
