import type { Acts, JobHandler } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';
import { UploadStore } from '@nuan/intake';

import type { FilingService } from '../filing/filing.service';
import { DataCheckWriter } from './data-check.writer';
import { MatchingListJob } from './matching-list.job';
import { MatchingListWriter } from './matching-list.writer';
import { HouseholdMatchResolver, MatchingListResolver } from './matching.resolver';
import { MatchingService } from './matching.service';
import { MatchingWriteResolver } from './matching-write.resolver';

/** Makes everything of matching (信息比对). */
export function matchingParts(
  { db, cipher, clock }: SubgraphDependencies,
  acts: Acts,
  filings: FilingService,
): { readonly resolvers: readonly object[]; readonly jobs: readonly JobHandler[] } {
  const store = new UploadStore(cipher);
  const lists = new MatchingService(db, clock);
  return {
    resolvers: [
      new MatchingListResolver(lists),
      new HouseholdMatchResolver(lists),
      new MatchingWriteResolver(new MatchingListWriter(acts, lists, store), new DataCheckWriter(acts, filings, lists)),
    ],
    jobs: [new MatchingListJob(db, cipher, store)],
  };
}
