import { mutationResult } from '@nuan/federation';

import { Enterprise } from '../enterprise/enterprise.entity';

export const NominateDemonstrationUnitResult = mutationResult(
  'NominateDemonstrationUnitResult',
  'What came of the nomination (推荐结果).',
  () => [Enterprise],
);

export const SelectDemonstrationUnitResult = mutationResult(
  'SelectDemonstrationUnitResult',
  'What came of the selection (选树结果).',
  () => [Enterprise],
);

export const RevokeDemonstrationUnitResult = mutationResult(
  'RevokeDemonstrationUnitResult',
  'What came of the revocation (撤销结果).',
  () => [Enterprise],
);

export const PromiseJobsResult = mutationResult('PromiseJobsResult', 'What came of the promise (承诺结果).', () => [
  Enterprise,
]);
