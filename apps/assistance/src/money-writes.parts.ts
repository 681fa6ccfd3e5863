import { Acts } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';

import { AidStandardWriteResolver } from './aid-standard/aid-standard-write.resolver';
import type { AidStandardService } from './aid-standard/aid-standard.service';
import { PaymentStandardResolver } from './aid-standard/payment-standard.resolver';
import { AidStandardWriter } from './aid-standard/aid-standard.writer';
import { AllocationWriteResolver } from './allocation/allocation-write.resolver';
import type { AllocationService } from './allocation/allocation.service';
import { AllocationWriter } from './allocation/allocation.writer';
import { DonationLotResolver, DonationWriteResolver } from './donation/donation-write.resolver';
import type { DonationService } from './donation/donation.service';
import { DonationWriter } from './donation/donation.writer';
import { LotIssueWriter } from './donation/lot-issue.writer';
import { FundWriteResolver } from './fund/fund-write.resolver';
import type { FundService } from './fund/fund.service';
import { FundWriter } from './fund/fund.writer';
import { AllocationLedgerResolver } from './ledger/allocation-ledger.resolver';
import { LedgerService } from './ledger/ledger.service';
import { MedicalEvidenceResolver } from './medical-evidence/medical-evidence.resolver';
import { MedicalEvidenceService } from './medical-evidence/medical-evidence.service';
import { MedicalEvidenceWriter } from './medical-evidence/medical-evidence.writer';
import { StudentEvidenceResolver, StudyEvidenceResolver } from './scholarship/study-evidence.resolver';
import { StudyEvidenceService } from './scholarship/study-evidence.service';
import { StudyEvidenceWriter } from './scholarship/study-evidence.writer';

/** What the writers of money read their results by. */
export interface MoneyReaders {
  readonly funds: FundService;
  readonly allocations: AllocationService;
  readonly standards: AidStandardService;
  readonly donations: DonationService;
}

/** The resolvers that change funds, allocations, standards, donations and evidence, and that show the ledger. */
export function moneyWrites(
  { db, clock }: Pick<SubgraphDependencies, 'db' | 'clock'>,
  { funds, allocations, standards, donations }: MoneyReaders,
): readonly object[] {
  const acts = new Acts(db, clock);
  const ownCost = new MedicalEvidenceService(db);
  const schooling = new StudyEvidenceService(db);
  return [
    new AllocationLedgerResolver(new LedgerService(db)),
    new FundWriteResolver(new FundWriter(acts, funds)),
    new AllocationWriteResolver(new AllocationWriter(acts, allocations)),
    new PaymentStandardResolver(standards),
    new AidStandardWriteResolver(new AidStandardWriter(acts, standards)),
    new DonationWriteResolver(new DonationWriter(acts, donations), new LotIssueWriter(acts, donations)),
    new DonationLotResolver(donations),
    new MedicalEvidenceResolver(ownCost, new MedicalEvidenceWriter(acts, ownCost)),
    new StudyEvidenceResolver(new StudyEvidenceWriter(acts, schooling)),
    new StudentEvidenceResolver(schooling),
  ];
}
