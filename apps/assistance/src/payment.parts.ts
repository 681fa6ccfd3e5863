import { Disclosure } from '@nuan/disclosure';
import { Acts } from '@nuan/facts';
import { reference, type SubgraphDependencies, type SubgraphParts } from '@nuan/federation';

import { aidDisclosure } from './aid/aid.disclosure';
import { AllocationService } from './allocation/allocation.service';
import { batchJobs } from './batch/batch.jobs';
import { PaymentBatchResolver } from './batch/payment-batch.resolver';
import { PaymentBatchService } from './batch/payment-batch.service';
import { PaymentBatchWriteResolver } from './batch/payment-batch-write.resolver';
import { PaymentBatchWriter } from './batch/payment-batch.writer';
import { CampaignService } from './campaign/campaign.service';
import { DisbursementBatchResolver } from './batch/disbursement-batch.resolver';
import { ApprovalLimitResolver } from './disbursement/approval-limit.resolver';
import { ApprovalLimitWriter } from './disbursement/approval-limit.writer';
import { DisbursementProblemResolver } from './disbursement/disbursement-problem.resolver';
import { DisbursementService } from './disbursement/disbursement.service';
import { DisbursementSettlement } from './disbursement/disbursement-settlement';
import { DisbursementWriteResolver } from './disbursement/disbursement-write.resolver';
import { DisbursementWriter } from './disbursement/disbursement.writer';
import { PayeeWriter } from './disbursement/payee.writer';
import { FundService } from './fund/fund.service';
import {
  AdvanceRequestPaymentResolver,
  PaymentRequestPageResolver,
  PaymentRequestResolver,
} from './payment-request/payment-request.resolver';
import { PaymentRequestService } from './payment-request/payment-request.service';

/** The paying part of the composition root: payments one by one and in batches, and the long work of batches. */
export function paymentParts({ db, clock, cipher }: SubgraphDependencies): SubgraphParts {
  const acts = new Acts(db, clock);
  const payments = new DisbursementService(db);
  const requests = new PaymentRequestService(db, clock);
  const batches = new PaymentBatchService(db);
  const [funds, allocations] = [new FundService(db), new AllocationService(db)];
  const campaigns = new CampaignService(db, new Disclosure(db, clock, aidDisclosure));
  return {
    resolvers: [
      new ApprovalLimitResolver(new ApprovalLimitWriter(db, acts)),
      new DisbursementProblemResolver(payments),
      new DisbursementBatchResolver(batches),
      new DisbursementWriteResolver(
        new DisbursementWriter(acts, payments, new DisbursementSettlement()),
        new PayeeWriter(db, acts, cipher),
      ),
      new PaymentRequestResolver(requests, payments),
      new PaymentRequestPageResolver(requests),
      new AdvanceRequestPaymentResolver(payments),
      new PaymentBatchResolver(batches, funds, allocations, campaigns),
      new PaymentBatchWriteResolver(new PaymentBatchWriter(acts, batches)),
    ],
    references: {
      PaymentBatch: reference({ action: 'disbursement:read', keys: { id: batches.loadMany } }),
    },
    jobs: batchJobs(),
  };
}
