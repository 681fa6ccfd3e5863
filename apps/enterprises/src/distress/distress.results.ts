import { mutationResult } from '@nuan/federation';

import { Enterprise } from '../enterprise/enterprise.entity';

export const OpenDistressResult = mutationResult(
  'OpenDistressResult',
  'What came of recording distress (认定结果).',
  () => [Enterprise],
);

export const ChangeDistressKindResult = mutationResult(
  'ChangeDistressKindResult',
  'What came of changing the kind of distress (变更结果).',
  () => [Enterprise],
);

export const EndDistressResult = mutationResult('EndDistressResult', 'What came of ending distress (解除结果).', () => [
  Enterprise,
]);

export const CorrectDistressResult = mutationResult(
  'CorrectDistressResult',
  'What came of the counter-entry (更正结果).',
  () => [Enterprise],
);
