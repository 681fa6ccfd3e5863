import { mutationResult } from '@nuan/federation';

import { DataCheck } from '../filing/data-check.entity';
import { FilingApplication } from '../filing/filing-application.entity';
import { HouseholdMatch } from './household-match.entity';
import { MatchingList } from './matching-list.entity';

export const StartMatchingListResult = mutationResult(
  'StartMatchingListResult',
  'What came of announcing a list (提交结果): the list, or the one that this file already became.',
  () => [MatchingList],
);
export const AppendMatchingListResult = mutationResult(
  'AppendMatchingListResult',
  'What came of a piece (分片结果); a broken OFFSET rule tells where to go on.',
  () => [MatchingList],
);
export const FinishMatchingListResult = mutationResult(
  'FinishMatchingListResult',
  'What came of the end of a list (完成结果): READING, or REFUSED when the checksum differs.',
  () => [MatchingList],
);
export const RunChecksResult = mutationResult(
  'RunChecksResult',
  'What came of matching an application (比对结果): the application with its checks.',
  () => [FilingApplication],
);
export const ResolveDataCheckResult = mutationResult(
  'ResolveDataCheckResult',
  'What came of settling a conflict (处理结果).',
  () => [DataCheck],
);
export const ResolveHouseholdMatchResult = mutationResult(
  'ResolveHouseholdMatchResult',
  'What came of settling a conflict of a file (处理结果).',
  () => [HouseholdMatch],
);
