import { mutationResult, type Refusal } from '@nuan/federation';

import { AidStandard } from './aid-standard.entity';

/** What a writing method on standards may answer. */
export type AidStandardOutcome = AidStandard | Refusal;

export const CreateStandardResult = mutationResult(
  'CreateStandardResult',
  'What came of a new standard (制定结果).',
  () => [AidStandard],
);

export const EndStandardResult = mutationResult(
  'EndStandardResult',
  'What came of ending a standard (废止结果).',
  () => [AidStandard],
);
