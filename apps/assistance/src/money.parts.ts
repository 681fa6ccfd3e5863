import { Disclosure } from '@nuan/disclosure';
import { reference, type SubgraphDependencies, type SubgraphParts } from '@nuan/federation';

import { aidDisclosure } from './aid/aid.disclosure';
import { EnterpriseAidResolver, RegionAidResolver } from './aid/aid.resolver';
import { AidService } from './aid/aid.service';
import { AidStandardResolver } from './aid-standard/aid-standard.resolver';
import { AidStandardService } from './aid-standard/aid-standard.service';
import { AllocationResolver } from './allocation/allocation.resolver';
import { AllocationService } from './allocation/allocation.service';
import { TradeUnionAllocationsResolver } from './allocation/trade-union-allocations.resolver';
import { AuditFlagResolver } from './audit-flag/audit-flag.resolver';
import { AuditFlagService } from './audit-flag/audit-flag.service';
import { CampaignResolver } from './campaign/campaign.resolver';
import { CampaignService } from './campaign/campaign.service';
import { ConsolationEventResolver } from './consolation-event/consolation-event.resolver';
import { ConsolationEventService } from './consolation-event/consolation-event.service';
import { DisbursementMoneyResolver } from './disbursement/disbursement-money.resolver';
import { DisbursementResolver } from './disbursement/disbursement.resolver';
import { DisbursementService } from './disbursement/disbursement.service';
import { HouseholdMoneyResolver } from './disbursement/household-money.resolver';
import { DonationResolver } from './donation/donation.resolver';
import { DonationService } from './donation/donation.service';
import { FundResolver } from './fund/fund.resolver';
import { FundService } from './fund/fund.service';
import { moneyWrites } from './money-writes.parts';
import { ScholarshipResolver, StudentScholarshipsResolver } from './scholarship/scholarship.resolver';
import { ScholarshipService } from './scholarship/scholarship.service';

/** The money half of the composition root: campaigns, funds, payments and what they add to the entities of others. */
export function moneyParts({ db, clock }: Pick<SubgraphDependencies, 'db' | 'clock'>): SubgraphParts {
  const disclosure = new Disclosure(db, clock, aidDisclosure);
  const campaigns = new CampaignService(db, disclosure);
  const funds = new FundService(db);
  const allocations = new AllocationService(db);
  const events = new ConsolationEventService(db);
  const payments = new DisbursementService(db);
  const scholarships = new ScholarshipService(db, disclosure);
  const aid = new AidService(db, clock, disclosure);
  const standards = new AidStandardService(db);
  const donations = new DonationService(db);
  return {
    resolvers: [
      new CampaignResolver(campaigns),
      new FundResolver(funds, allocations, campaigns),
      new AllocationResolver(allocations, funds),
      new TradeUnionAllocationsResolver(allocations),
      new DisbursementResolver(payments),
      new DisbursementMoneyResolver(funds, allocations, campaigns, events),
      new HouseholdMoneyResolver(payments),
      new ConsolationEventResolver(events, campaigns),
      new DonationResolver(donations, campaigns, funds),
      new ScholarshipResolver(scholarships, payments),
      new StudentScholarshipsResolver(scholarships),
      new AuditFlagResolver(new AuditFlagService(db), payments),
      new AidStandardResolver(standards),
      new RegionAidResolver(aid),
      new EnterpriseAidResolver(aid),
      ...moneyWrites({ db, clock }, { funds, allocations, standards, donations }),
    ],
    references: {
      Campaign: reference({ action: 'campaign:read', keys: { id: campaigns.loadMany, code: campaigns.loadByCode } }),
      Fund: reference({ action: 'fund:read', keys: { id: funds.loadMany } }),
      Allocation: reference({ action: 'fund:read', keys: { id: allocations.loadMany } }),
      Disbursement: reference({ action: 'disbursement:read', keys: { id: payments.loadMany } }),
      ScholarshipGrant: reference({ action: 'scholarship:read', keys: { id: scholarships.loadMany } }),
    },
  };
}
