import { defineSubgraph, stub } from '@nuan/federation';
import { regionQueries } from '@nuan/regions';

import { assistanceEntities } from './assistance.entities';
import { assistanceMigrations } from './assistance.migrations';
import { Region } from './references/region.reference';

/** Composition root of assistance (帮扶): makes every service once and hands the resolvers over. */
export const assistanceSubgraph = defineSubgraph({
  name: 'assistance',
  title: 'Assistance (帮扶): plans, pairings, campaigns, funds, disbursements',
  defaultPort: 4003,
  database: { entities: [...assistanceEntities], migrations: [...assistanceMigrations] },
  compose() {
    return {
      resolvers: [regionQueries(Region)],
      references: { Region: stub(), Household: stub(), Enterprise: stub(), Student: stub(), TradeUnion: stub() },
    };
  },
});
