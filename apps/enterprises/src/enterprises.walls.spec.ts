import { testRegionWalls } from '@nuan/testing';

import { enterprisesSubgraph } from './enterprises.subgraph';

testRegionWalls({
  definition: enterprisesSubgraph.database,
  open: {
    campaign_projection: 'rounds of aid, announced by notice',
    min_living_line: 'published lines',
    trade_union: 'organisations, not persons; the tree reaches above every region',
  },
});
