import { Disclosure } from '@nuan/disclosure';
import { Acts } from '@nuan/facts';
import { reference, type SubgraphDependencies, type SubgraphParts } from '@nuan/federation';

import { aidDisclosure } from './aid/aid.disclosure';
import { CampaignService } from './campaign/campaign.service';
import { CampaignRegisterResolver } from './campaign/campaign-register.resolver';
import { CampaignRegisterService } from './campaign/campaign-register.service';
import { CampaignRegisterWriter } from './campaign/campaign-register.writer';
import { CampaignWriteResolver } from './campaign/campaign-write.resolver';
import { CampaignWriter } from './campaign/campaign.writer';
import { ConsolationEventService } from './consolation-event/consolation-event.service';
import { ConsolationEventWriteResolver } from './consolation-event/consolation-event-write.resolver';
import { ConsolationEventWriter } from './consolation-event/consolation-event.writer';
import { CoverageGapResolver } from './coverage-gap/coverage-gap.resolver';
import { CoverageGapService } from './coverage-gap/coverage-gap.service';
import { DisbursementService } from './disbursement/disbursement.service';
import { PairingResolver } from './pairing/pairing.resolver';
import { PairingService } from './pairing/pairing.service';
import { PairingWriteResolver } from './pairing/pairing-write.resolver';
import { PairingWriter } from './pairing/pairing.writer';
import { VisitCadenceResolver } from './pairing/visit-cadence.resolver';
import { VisitCadenceService } from './pairing/visit-cadence.service';
import { VisitCadenceWriter } from './pairing/visit-cadence.writer';
import { AidPlanResolver } from './plan/aid-plan.resolver';
import { AidPlanService } from './plan/aid-plan.service';
import { AidPlanWriteResolver } from './plan/aid-plan-write.resolver';
import { AidPlanWriter } from './plan/aid-plan.writer';
import { CaseworkTransferResolver } from './plan/casework-transfer.resolver';
import { CaseworkTransferWriter } from './plan/casework-transfer.writer';
import { HouseholdCaseworkResolver } from './plan/household-casework.resolver';
import { MeasureRuleResolver } from './plan/measure-rule.resolver';
import { MeasureRuleService } from './plan/measure-rule.service';
import { MeasureRuleWriter } from './plan/measure-rule.writer';
import { PlanItemClosingHandler } from './plan/plan-item-closing.job';
import { PlanItemReopeningHandler } from './plan/plan-item-reopening.job';
import { PlanItemResolver } from './plan/plan-item.resolver';
import { PlanItemWriteResolver } from './plan/plan-item-write.resolver';
import { PlanItemWriter } from './plan/plan-item.writer';

/** The casework half of the composition root: plans, pairings, what is done with campaigns, and whom one has missed. */
export function caseworkParts({ db, clock }: Pick<SubgraphDependencies, 'db' | 'clock'>): SubgraphParts {
  const acts = new Acts(db, clock);
  const plans = new AidPlanService(db);
  const pairings = new PairingService(db);
  const rules = new MeasureRuleService(db);
  const cadences = new VisitCadenceService(db);
  const campaigns = new CampaignService(db, new Disclosure(db, clock, aidDisclosure));
  return {
    resolvers: [
      new AidPlanResolver(plans, pairings),
      new AidPlanWriteResolver(new AidPlanWriter(acts, plans, rules)),
      new PlanItemResolver(new DisbursementService(db)),
      new PlanItemWriteResolver(new PlanItemWriter(acts, plans)),
      new MeasureRuleResolver(rules, new MeasureRuleWriter(acts, rules)),
      new PairingResolver(pairings),
      new PairingWriteResolver(new PairingWriter(acts, pairings)),
      new VisitCadenceResolver(cadences, new VisitCadenceWriter(acts, cadences)),
      new CaseworkTransferResolver(new CaseworkTransferWriter(acts, plans, pairings)),
      new HouseholdCaseworkResolver(plans, pairings),
      new CampaignWriteResolver(new CampaignWriter(acts, campaigns)),
      new CampaignRegisterResolver(new CampaignRegisterService(db), new CampaignRegisterWriter(acts, campaigns)),
      new ConsolationEventWriteResolver(new ConsolationEventWriter(acts, new ConsolationEventService(db))),
      new CoverageGapResolver(new CoverageGapService(db, clock)),
    ],
    references: {
      AidPlan: reference({ action: 'plan:read', keys: { id: plans.loadMany } }),
      Pairing: reference({ action: 'pairing:read', keys: { id: pairings.loadMany } }),
    },
    jobs: [new PlanItemClosingHandler(), new PlanItemReopeningHandler()],
  };
}
