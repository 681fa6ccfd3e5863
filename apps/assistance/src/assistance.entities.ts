import { PairVisit } from './pairing/pair-visit.entity';
import { Pairing } from './pairing/pairing.entity';
import { AidPlan } from './plan/aid-plan.entity';
import { PlanItem } from './plan/plan-item.entity';
import { EnterpriseProjection } from './projection/enterprise-projection.entity';
import { HouseholdProjection } from './projection/household-projection.entity';
import { StudentProjection } from './projection/student-projection.entity';

/** Every table of this subgraph that TypeORM maps, listed by hand: the app, the migrations' drift check and the tests read this array. */
export const assistanceEntities = [
  AidPlan,
  EnterpriseProjection,
  HouseholdProjection,
  Pairing,
  PairVisit,
  PlanItem,
  StudentProjection,
] as const;
