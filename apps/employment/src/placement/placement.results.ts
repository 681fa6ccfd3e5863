import { mutationResult } from '@nuan/federation';

import { Placement } from './placement.entity';

export const RecordPlacementResult = mutationResult(
  'RecordPlacementResult',
  'What came of recording a placement (登记结果).',
  () => [Placement],
);
export const ConfirmRetentionResult = mutationResult(
  'ConfirmRetentionResult',
  'What came of recording whether the job lasts (回访结果).',
  () => [Placement],
);
export const EndPlacementResult = mutationResult(
  'EndPlacementResult',
  'What came of ending a job (离职登记结果).',
  () => [Placement],
);
