import type { Acts, JobHandler } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';

import type { HouseholdService } from '../household/household.service';
import { DissolvedEmployerResolver } from './dissolved-employer.resolver';
import { DissolvedEmployerService } from './dissolved-employer.service';
import { DissolvedUnionResolver } from './dissolved-union.resolver';
import { DissolvedUnionService } from './dissolved-union.service';
import { EmployerTransferJob } from './employer-transfer.job';
import { EmployerTransferResolver } from './employer-transfer.resolver';
import { EmployerTransferService } from './employer-transfer.service';
import { EmployerTransferWriter } from './employer-transfer.writer';
import { FileTransferResolver } from './file-transfer.resolver';
import { FileTransferService } from './file-transfer.service';
import { FileTransferWriter } from './file-transfer.writer';
import { UnionTransferJob } from './union-transfer.job';
import { UnionTransferResolver } from './union-transfer.resolver';
import { UnionTransferService } from './union-transfer.service';
import { UnionTransferWriter } from './union-transfer.writer';

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
  const unions = new UnionTransferService(db);
  const employers = new EmployerTransferService(db);
  return {
    transfers,
    resolvers: [
      new FileTransferResolver(transfers, new FileTransferWriter(acts, transfers), files),
      new DissolvedUnionResolver(new DissolvedUnionService(db, clock), transfers, files),
      new UnionTransferResolver(unions, new UnionTransferWriter(acts, unions)),
      new DissolvedEmployerResolver(new DissolvedEmployerService(db, clock), transfers, files),
      new EmployerTransferResolver(employers, new EmployerTransferWriter(acts, employers)),
    ],
    jobs: [new UnionTransferJob(), new EmployerTransferJob()],
  };
}
