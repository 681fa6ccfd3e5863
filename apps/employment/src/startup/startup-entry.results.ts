import { mutationResult } from '@nuan/federation';

import { StartupProject } from './startup-project.entity';

export const GiveStartupMaterialResult = mutationResult(
  'GiveStartupMaterialResult',
  'What came of handing materials over (实物发放结果): the project.',
  () => [StartupProject],
);
export const RecordStartupRepaymentResult = mutationResult(
  'RecordStartupRepaymentResult',
  'What came of recording an instalment (还款登记结果): the project.',
  () => [StartupProject],
);
export const ReverseStartupEntryResult = mutationResult(
  'ReverseStartupEntryResult',
  'What came of taking an entry back (台账冲销结果): the project.',
  () => [StartupProject],
);
