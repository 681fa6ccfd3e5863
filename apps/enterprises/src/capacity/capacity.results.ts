import { mutationResult } from '@nuan/federation';

import { Enterprise } from '../enterprise/enterprise.entity';

export const RecordCapacityCutResult = mutationResult(
  'RecordCapacityCutResult',
  'What came of recording a capacity cut (登记结果).',
  () => [Enterprise],
);

export const RecordDiversionResult = mutationResult(
  'RecordDiversionResult',
  'What came of recording diverted workers (登记结果).',
  () => [Enterprise],
);
