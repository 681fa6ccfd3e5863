import { Acts } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';

import { AllocationWriteResolver } from './allocation/allocation-write.resolver';
import type { AllocationService } from './allocation/allocation.service';
import { AllocationWriter } from './allocation/allocation.writer';
import { FundWriteResolver } from './fund/fund-write.resolver';
import type { FundService } from './fund/fund.service';
import { FundWriter } from './fund/fund.writer';

/** What the writers of money read their results by. */
export interface MoneyReaders {
  readonly funds: FundService;
  readonly allocations: AllocationService;
}

/** The resolvers that change funds, allocations, standards, donations and evidence. */
export function moneyWrites(
  { db, clock }: Pick<SubgraphDependencies, 'db' | 'clock'>,
  { funds, allocations }: MoneyReaders,
): readonly object[] {
  const acts = new Acts(db, clock);
  return [
    new FundWriteResolver(new FundWriter(acts, funds)),
    new AllocationWriteResolver(new AllocationWriter(acts, allocations)),
  ];
}
