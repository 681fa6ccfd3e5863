import { auditQueries, defineSubgraph, reference, stub } from '@nuan/federation';
import { REFERENCE_VERSION, regionQueries, regionReference } from '@nuan/regions';

import { assistanceEntities } from './assistance.entities';
import { assistanceMigrations } from './assistance.migrations';
import { CoverageGapResolver } from './coverage-gap/coverage-gap.resolver';
import { CoverageGapService } from './coverage-gap/coverage-gap.service';
import { DisbursementService } from './disbursement/disbursement.service';
import { moneyParts } from './money.parts';
import { PairingResolver } from './pairing/pairing.resolver';
import { PairingService } from './pairing/pairing.service';
import { AidPlanResolver } from './plan/aid-plan.resolver';
import { AidPlanService } from './plan/aid-plan.service';
import { HouseholdCaseworkResolver } from './plan/household-casework.resolver';
import { PlanItemResolver } from './plan/plan-item.resolver';
import { Region } from './references/region.reference';

/** Composition root of assistance (帮扶): makes every service once and hands the resolvers over. */
export const assistanceSubgraph = defineSubgraph({
  name: 'assistance',
  title: 'Assistance (帮扶): plans, pairings, campaigns, funds, disbursements',
  defaultPort: 4003,
  referenceVersion: REFERENCE_VERSION,
  database: { entities: [...assistanceEntities], migrations: [...assistanceMigrations] },
  compose({ db, clock }) {
    const money = moneyParts({ db, clock });
    const plans = new AidPlanService(db);
    const pairings = new PairingService(db);
    return {
      resolvers: [
        regionQueries(Region),
        auditQueries('aidAudit', db),
        new AidPlanResolver(plans, pairings),
        new PlanItemResolver(new DisbursementService(db)),
        new PairingResolver(pairings),
        new HouseholdCaseworkResolver(plans, pairings),
        new CoverageGapResolver(new CoverageGapService(db)),
        ...money.resolvers,
      ],
      references: {
        ...money.references,
        Region: regionReference(Region),
        Household: stub(),
        Enterprise: stub(),
        Student: stub(),
        TradeUnion: stub(),
        AidPlan: reference({ action: 'plan:read', keys: { id: plans.loadMany } }),
        Pairing: reference({ action: 'pairing:read', keys: { id: pairings.loadMany } }),
      },
    };
  },
});
