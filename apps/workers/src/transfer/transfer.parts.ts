import type { Acts, JobHandler } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';

import type { HouseholdService } from '../household/household.service';
import { BulkTransferJob } from './bulk-transfer.job';
import { bulkTransferFields } from './bulk-transfer.resolver';
import { BulkTransferService } from './bulk-transfer.service';
import { DissolvedEmployerResolver } from './dissolved-employer.resolver';
import { DissolvedEmployerService } from './dissolved-employer.service';
import { DissolvedUnionResolver } from './dissolved-union.resolver';
import { DissolvedUnionService } from './dissolved-union.service';
import { EMPLOYER_TRANSFERS } from './employer-files';
import { EmployerTransfer } from './employer-transfer.entity';
import { EmployerTransferResolver } from './employer-transfer.resolver';
import { EmployerTransferWriter } from './employer-transfer.writer';
import { FileTransferResolver } from './file-transfer.resolver';
import { FileTransferService } from './file-transfer.service';
import { FileTransferWriter } from './file-transfer.writer';
import { UNION_TRANSFERS } from './union-files';
import { UnionTransfer } from './union-transfer.entity';
import { UnionTransferResolver } from './union-transfer.resolver';
import { UnionTransferWriter } from './union-transfer.writer';

const UnionTransferFields = bulkTransferFields(UnionTransfer);
const EmployerTransferFields = bulkTransferFields(EmployerTransfer);

/** Makes everything of transfers (档案转接): of single files, and of all that a dissolved union, or that of a deregistered employer, keeps. */
export function transferParts(
  { db, clock }: SubgraphDependencies,
  acts: Acts,
  files: HouseholdService,
): {
  readonly transfers: FileTransferService;
  readonly resolvers: readonly object[];
  readonly jobs: readonly JobHandler[];
} {
  const transfers = new FileTransferService(db);
  const unions = new BulkTransferService(db, UNION_TRANSFERS);
  const employers = new BulkTransferService(db, EMPLOYER_TRANSFERS);
  return {
    transfers,
    resolvers: [
      new FileTransferResolver(transfers, new FileTransferWriter(acts, transfers), files),
      new DissolvedUnionResolver(new DissolvedUnionService(db, clock), transfers, files),
      new UnionTransferResolver(unions, new UnionTransferWriter(acts, unions)),
      new UnionTransferFields(unions),
      new DissolvedEmployerResolver(new DissolvedEmployerService(db, clock), transfers, files),
      new EmployerTransferResolver(employers, new EmployerTransferWriter(acts, employers)),
      new EmployerTransferFields(employers),
    ],
    jobs: [new BulkTransferJob(UNION_TRANSFERS), new BulkTransferJob(EMPLOYER_TRANSFERS)],
  };
}
