import { ReportedProblem, Upload } from '@nuan/intake';

import { CapacityCutImport, CapacityCutImportRow } from './capacity-import/capacity-import.entity';
import { CapacityCut } from './capacity/capacity-cut.entity';
import { WorkerDiversion } from './capacity/worker-diversion.entity';
import { EntryCorrection } from './correction/entry-correction.entity';
import { DemonstrationPledge } from './demonstration/demonstration-pledge.entity';
import { DemonstrationStep } from './demonstration/demonstration-step.entity';
import { DistressPeriod } from './distress/distress-period.entity';
import { EnterpriseMove } from './enterprise/enterprise-move.entity';
import { Enterprise } from './enterprise/enterprise.entity';
import { EnterpriseImport, EnterpriseImportRow } from './import/enterprise-import.entity';
import { CampaignProjection } from './projection/campaign-projection.entity';
import { MinLivingLine } from './region-facts/min-living-line.entity';
import { PartnerShop } from './shop/partner-shop.entity';
import { TradeUnion } from './union/trade-union.entity';
import { EnterpriseVisitImport, EnterpriseVisitImportRow } from './visit-import/visit-import.entity';
import { EnterpriseVisit } from './visit/enterprise-visit.entity';

/** Every table of this subgraph, beside those of the foundation. */
export const enterprisesEntities = [
  Enterprise,
  EnterpriseMove,
  DistressPeriod,
  CapacityCut,
  CapacityCutImport,
  CapacityCutImportRow,
  WorkerDiversion,
  EnterpriseVisit,
  EnterpriseVisitImport,
  EnterpriseVisitImportRow,
  EntryCorrection,
  EnterpriseImport,
  EnterpriseImportRow,
  Upload,
  ReportedProblem,
  DemonstrationStep,
  DemonstrationPledge,
  TradeUnion,
  MinLivingLine,
  PartnerShop,
  CampaignProjection,
] as const;
