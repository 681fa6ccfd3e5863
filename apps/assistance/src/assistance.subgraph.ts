import { ChangeFeed } from '@nuan/facts';
import { auditQueries, ChangesResolver, defineSubgraph, stub } from '@nuan/federation';
import { REFERENCE_VERSION, regionQueries, regionReference } from '@nuan/regions';

import { allocationMachine } from './allocation/allocation.machine';
import { assistanceEntities } from './assistance.entities';
import { assistanceMigrations } from './assistance.migrations';
import { caseworkParts } from './casework.parts';
import { assistanceFacts } from './feed/assistance.facts';
import { moneyParts } from './money.parts';
import { assistanceFollows } from './projection/assistance.follows';
import { Region } from './references/region.reference';

/** Composition root of assistance (帮扶): makes every service once and hands the resolvers over. */
export const assistanceSubgraph = defineSubgraph({
  name: 'assistance',
  title: 'Assistance (帮扶): plans, pairings, campaigns, funds, disbursements',
  defaultPort: 4003,
  referenceVersion: REFERENCE_VERSION,
  machines: [allocationMachine],
  database: { entities: [...assistanceEntities], migrations: [...assistanceMigrations] },
  follows: assistanceFollows,
  compose({ db, clock }) {
    const money = moneyParts({ db, clock });
    const casework = caseworkParts({ db, clock });
    return {
      resolvers: [
        regionQueries(Region),
        auditQueries('aidAudit', db),
        new ChangesResolver(new ChangeFeed(db, clock, assistanceFacts)),
        ...casework.resolvers,
        ...money.resolvers,
      ],
      references: {
        ...casework.references,
        ...money.references,
        Region: regionReference(Region),
        Household: stub(),
        Enterprise: stub(),
        Student: stub(),
        TradeUnion: stub(),
      },
    };
  },
});
