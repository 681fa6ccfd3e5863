import { CreateUnionTables1767225600000 } from '../migrations/1767225600000-create-union-tables';
import { CreateEnterpriseTables1767225610000 } from '../migrations/1767225610000-create-enterprise-tables';
import { AddRollups1767225620000 } from '../migrations/1767225620000-add-rollups';
import { CreateFactTables1795564800000 } from '../migrations/1795564800000-create-fact-tables';
import { PublishFacts1795564880000 } from '../migrations/1795564880000-publish-facts';
import { AddRegisterOfEnterprises1795564890000 } from '../migrations/1795564890000-add-register-of-enterprises';
import { CorrectDistressAndVisits1795564890010 } from '../migrations/1795564890010-correct-distress-and-visits';
import { VersionYearlyReports1795564890020 } from '../migrations/1795564890020-version-yearly-reports';
import { CreateDemonstrationTables1795564890030 } from '../migrations/1795564890030-create-demonstration-tables';
import { AddLifeToUnions1795564890040 } from '../migrations/1795564890040-add-life-to-unions';
import { GuardMinLivingLines1795564890050 } from '../migrations/1795564890050-guard-min-living-lines';
import { CreateImportTables1795564890060 } from '../migrations/1795564890060-create-import-tables';
import { CountPromisedJobs1795564890070 } from '../migrations/1795564890070-count-promised-jobs';
import { CreateCapacityImportTables1795564901200 } from '../migrations/1795564901200-create-capacity-import-tables';
import { CreateVisitImportTables1795564901300 } from '../migrations/1795564901300-create-visit-import-tables';
import { TakeListsWhole1795564901400 } from '../migrations/1795564901400-take-lists-whole';
import { UndoDeregistration1795564902000 } from '../migrations/1795564902000-undo-deregistration';
import { FollowCampaigns1795564902100 } from '../migrations/1795564902100-follow-campaigns';
import { CreateDisclosureRelease1795564907000 } from '../migrations/1795564907000-create-disclosure-release';
import { WallOffRegions1795564980000 } from '../migrations/1795564980000-wall-off-regions';
import { SignPartnerShops1795565001000 } from '../migrations/1795565001000-sign-partner-shops';
import { AuditReleases1795565008000 } from '../migrations/1795565008000-audit-releases';
import { BoundByUnions1795565006000 } from '../migrations/1795565006000-bound-by-unions';
import { CallSubTree1795565010000 } from '../migrations/1795565010000-call-sub-tree';
import { LetShopsFollowTheirCounty1795565015030 } from '../migrations/1795565015030-let-shops-follow-their-county';
import { PublishCapacity1795565140010 } from '../migrations/1795565140010-publish-capacity';
import { WriteForOwnUnions1795565013000 } from '../migrations/1795565013000-write-for-own-unions';

/** The history of this subgraph's schema, oldest first. */
export const enterprisesMigrations = [
  CreateUnionTables1767225600000,
  CreateEnterpriseTables1767225610000,
  AddRollups1767225620000,
  CreateFactTables1795564800000,
  PublishFacts1795564880000,
  AddRegisterOfEnterprises1795564890000,
  CorrectDistressAndVisits1795564890010,
  VersionYearlyReports1795564890020,
  CreateDemonstrationTables1795564890030,
  AddLifeToUnions1795564890040,
  GuardMinLivingLines1795564890050,
  CreateImportTables1795564890060,
  CountPromisedJobs1795564890070,
  CreateCapacityImportTables1795564901200,
  CreateVisitImportTables1795564901300,
  TakeListsWhole1795564901400,
  UndoDeregistration1795564902000,
  FollowCampaigns1795564902100,
  CreateDisclosureRelease1795564907000,
  WallOffRegions1795564980000,
  SignPartnerShops1795565001000,
  AuditReleases1795565008000,
  BoundByUnions1795565006000,
  CallSubTree1795565010000,
  LetShopsFollowTheirCounty1795565015030,
  WriteForOwnUnions1795565013000,
  PublishCapacity1795565140010,
] as const;
