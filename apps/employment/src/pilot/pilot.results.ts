import { mutationResult } from '@nuan/federation';

import { Pilot } from './pilot.entity';

export const PlanPilotResult = mutationResult('PlanPilotResult', 'What came of planning a pilot (部署结果).', () => [
  Pilot,
]);
export const RecordPilotSpendingResult = mutationResult(
  'RecordPilotSpendingResult',
  'What came of recording a payment (登记结果): the pilot.',
  () => [Pilot],
);
