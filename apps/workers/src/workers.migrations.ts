import { CreateHouseholdTable1767225600000 } from '../migrations/1767225600000-create-household-table';
import { CreateWorkerTables1767225660000 } from '../migrations/1767225660000-create-worker-tables';
import { CreateFilingTables1767225720000 } from '../migrations/1767225720000-create-filing-tables';
import { CreateProjectionTables1767225780000 } from '../migrations/1767225780000-create-projection-tables';
import { CreateHouseholdRollup1767225840000 } from '../migrations/1767225840000-create-household-rollup';
import { CreateFactTables1795564800000 } from '../migrations/1795564800000-create-fact-tables';
import { OpenFilingRules1795564813000 } from '../migrations/1795564813000-open-filing-rules';
import { FreezeFilingContent1795564814000 } from '../migrations/1795564814000-freeze-filing-content';
import { CreateUploadTables1795564820000 } from '../migrations/1795564820000-create-upload-tables';
import { CreateMatchingTables1795564821000 } from '../migrations/1795564821000-create-matching-tables';
import { CreateImportTables1795564822000 } from '../migrations/1795564822000-create-import-tables';
import { AlterMatchingEntryForRetention1795564823000 } from '../migrations/1795564823000-alter-matching-entry-for-retention';
import { CreateFilingContent1795564810000 } from '../migrations/1795564810000-create-filing-content';
import { CreateActivePerson1795564811000 } from '../migrations/1795564811000-create-active-person';
import { GuardFiling1795564812000 } from '../migrations/1795564812000-guard-filing';
import { AlterHouseholdForFileLife1795564830000 } from '../migrations/1795564830000-alter-household-for-file-life';
import { CreateFileTransfer1795564831000 } from '../migrations/1795564831000-create-file-transfer';
import { AlterExitReviewForDecision1795564832000 } from '../migrations/1795564832000-alter-exit-review-for-decision';
import { CreateAssessmentTables1795564833000 } from '../migrations/1795564833000-create-assessment-tables';
import { CreateAnnualReviewTables1795564834000 } from '../migrations/1795564834000-create-annual-review-tables';
import { AlterFormerMember1795564835000 } from '../migrations/1795564835000-alter-former-member';
import { GuardCategory1795564836000 } from '../migrations/1795564836000-guard-category';
import { KeepFilesTenYears1795564837000 } from '../migrations/1795564837000-keep-files-ten-years';
import { PublishFacts1795564880000 } from '../migrations/1795564880000-publish-facts';
import { PublishConfirmation1795564881000 } from '../migrations/1795564881000-publish-confirmation';
import { ReleaseHoldOnMoveToClosedFile1795564882000 } from '../migrations/1795564882000-release-hold-on-move-to-closed-file';
import { AskConsentOfEveryone1795564890000 } from '../migrations/1795564890000-ask-consent-of-everyone';
import { EraseWhatOfficersWrote1795564891000 } from '../migrations/1795564891000-erase-what-officers-wrote';
import { CreateUnionProjection1795564899500 } from '../migrations/1795564899500-create-union-projection';
import { CreateUnionTransfer1795564899510 } from '../migrations/1795564899510-create-union-transfer';
import { WallOffRegions1795564980000 } from '../migrations/1795564980000-wall-off-regions';
import { CreateDisclosureRelease1795564907000 } from '../migrations/1795564907000-create-disclosure-release';
import { CreateErasureRequest1795564906000 } from '../migrations/1795564906000-create-erasure-request';
import { PublishErasure1795564906010 } from '../migrations/1795564906010-publish-erasure';
import { CreateSubjectExport1795564906020 } from '../migrations/1795564906020-create-subject-export';
import { NameUnions1795564911000 } from '../migrations/1795564911000-name-unions';
import { PublishAccountName1795564912000 } from '../migrations/1795564912000-publish-account-name';
import { PublishNumberToken1795565004000 } from '../migrations/1795565004000-publish-number-token';
import { MovePrivacyRequests1795564995000 } from '../migrations/1795564995000-move-privacy-requests';
import { AuditReleases1795565008000 } from '../migrations/1795565008000-audit-releases';
import { CreateEmployerTransfer1795565001100 } from '../migrations/1795565001100-create-employer-transfer';
import { BoundByUnions1795565006000 } from '../migrations/1795565006000-bound-by-unions';
import { HoldUnionsInIndexes1795565006100 } from '../migrations/1795565006100-hold-unions-in-indexes';
import { CallSubTree1795565010000 } from '../migrations/1795565010000-call-sub-tree';
import { WriteForOwnUnions1795565013000 } from '../migrations/1795565013000-write-for-own-unions';
import { StayErased1795565014000 } from '../migrations/1795565014000-stay-erased';
import { KeepNoWithdrawnHealth1795565014010 } from '../migrations/1795565014010-keep-no-withdrawn-health';
import { FindChangesByEntity1795565014020 } from '../migrations/1795565014020-find-changes-by-entity';
import { BlankFilledAgain1795565160000 } from '../migrations/1795565160000-blank-filled-again';
import { PublishMatchingLists1795565140000 } from '../migrations/1795565140000-publish-matching-lists';
import { NamePersonOfEvent1795565180000 } from '../migrations/1795565180000-name-person-of-event';

/** The schema history in order. A migration is never edited once merged. */
export const workersMigrations = [
  CreateHouseholdTable1767225600000,
  CreateWorkerTables1767225660000,
  CreateFilingTables1767225720000,
  CreateProjectionTables1767225780000,
  CreateHouseholdRollup1767225840000,
  CreateFactTables1795564800000,
  CreateFilingContent1795564810000,
  CreateActivePerson1795564811000,
  GuardFiling1795564812000,
  OpenFilingRules1795564813000,
  FreezeFilingContent1795564814000,
  CreateUploadTables1795564820000,
  CreateMatchingTables1795564821000,
  CreateImportTables1795564822000,
  AlterMatchingEntryForRetention1795564823000,
  AlterHouseholdForFileLife1795564830000,
  CreateFileTransfer1795564831000,
  AlterExitReviewForDecision1795564832000,
  CreateAssessmentTables1795564833000,
  CreateAnnualReviewTables1795564834000,
  AlterFormerMember1795564835000,
  GuardCategory1795564836000,
  KeepFilesTenYears1795564837000,
  PublishFacts1795564880000,
  PublishConfirmation1795564881000,
  ReleaseHoldOnMoveToClosedFile1795564882000,
  AskConsentOfEveryone1795564890000,
  EraseWhatOfficersWrote1795564891000,
  CreateUnionProjection1795564899500,
  CreateUnionTransfer1795564899510,
  CreateErasureRequest1795564906000,
  PublishErasure1795564906010,
  CreateSubjectExport1795564906020,
  WallOffRegions1795564980000,
  CreateDisclosureRelease1795564907000,
  PublishAccountName1795564912000,
  NameUnions1795564911000,
  MovePrivacyRequests1795564995000,
  AuditReleases1795565008000,
  CreateEmployerTransfer1795565001100,
  BoundByUnions1795565006000,
  HoldUnionsInIndexes1795565006100,
  PublishNumberToken1795565004000,
  CallSubTree1795565010000,
  WriteForOwnUnions1795565013000,
  StayErased1795565014000,
  KeepNoWithdrawnHealth1795565014010,
  FindChangesByEntity1795565014020,
  BlankFilledAgain1795565160000,
  PublishMatchingLists1795565140000,
  NamePersonOfEvent1795565180000,
] as const;
