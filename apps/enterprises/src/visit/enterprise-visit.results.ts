import { mutationResult } from '@nuan/federation';

import { EnterpriseVisit } from './enterprise-visit.entity';

export const RecordEnterpriseVisitResult = mutationResult(
  'RecordEnterpriseVisitResult',
  'What came of recording a visit (登记结果).',
  () => [EnterpriseVisit],
);

export const CorrectEnterpriseVisitResult = mutationResult(
  'CorrectEnterpriseVisitResult',
  'What came of the counter-entry (更正结果).',
  () => [EnterpriseVisit],
);
