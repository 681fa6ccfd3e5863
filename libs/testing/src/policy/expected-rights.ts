import { EXPECTED_ROOTS, FOR_EVERY_TOKEN } from './expected-roots';

/** Names in lines, for reading. */
type Lines = readonly string[];

/** The right to the rows of a type, or to what a subgraph adds to a type of another. */
export const EXPECTED_ROWS: Readonly<Record<string, Lines>> = {
  'asset:read': ['AssetFollowUp AssetGrant'],
  'asset:write': ['AssetGrantImport'],
  'audit:read': ['AuditAct AuditedActor'],
  'auditFlag:read': ['AuditFlag'],
  'auditMeta:read': ['AuditMeta'],
  'campaign:read': ['Campaign CampaignCoverage CampaignGroup'],
  'changes:read': ['Change ChangePage'],
  'client:manage': ['ClientWithSecret'],
  'disbursement:file': ['PayeeRegistration'],
  'disbursement:read': [
    'ApprovalLimit BankAnomaly BankAnswer BankFile BankLine BatchOutcome ConsolationEvent Disbursement',
    'DisbursementProblem Enterprise.consoled Household.aidTotal Household.disbursements MedicalEvidence',
    'PaymentActor PaymentBatch PaymentRequest PaymentReturn PaymentSnapshot ReconciliationDifference',
  ],
  'donation:read': ['Donation DonationLot DonationStats LotIssue'],
  'enterprise:read': [
    'CapacityCut DemonstrationPledge DemonstrationStep DistressPeriod Enterprise Enterprise.jobsOffered',
    'EnterpriseMove EnterpriseVisit EntryCorrection RegionSuccession WorkerDiversion',
  ],
  'enterprise:write': ['CapacityCutImport EnterpriseImport EnterpriseVisitImport'],
  'filing:read': [
    'AnnualReview Consent DataCheck Decision ExclusionFinding ExitIncomeEvidence ExitReview FilingAmount',
    'FilingApplication FilingAssessment FilingAssessmentStep FilingCategoryOverride FilingPerson FilingRules',
    'FollowUpTask HouseholdVisit Objection PublicityNotice',
  ],
  'fund:read': ['AidStandard Allocation EarlierFundRule Fund FundRule LedgerPosting PassDownDue PassingDown'],
  'healthCheck:read': ['HealthCheckBatch'],
  'healthCheck:write': ['HealthCheckImport'],
  'honour:read': ['Honour HonourNomination'],
  'household:import': ['HouseholdImport'],
  'household:read': [
    'Assessment AssessmentLine BankAccountMasked CampaignBeneficiary CampaignDelivery CategoryOverride',
    'DivertedWorkerCount EmployerTransfer EnterpriseWorkers ErasureBar ErasureRequest FileEvent FileOfDissolvedEmployer',
    'FileOfDissolvedUnion FileTransfer',
    'FormerMember Household HouseholdMember Housing IncomeAssessment StaleConfirmation UnionFiles UnionTransfer',
  ],
  'inspection:read': ['Finding Inspection'],
  'insurance:read': ['Enterprise.insuredProjects InsuranceCoverage InsuranceProject InsuranceTarget'],
  'insurance:write': ['InsuranceProjectImport'],
  'match:read': ['HouseholdMatch MatchingList SkippedMember'],
  'match:submit': ['MatchedEntry MatchedEntryPage'],
  'notice:publish': ['PublicNoticeList PublicNoticeRow'],
  'pairing:read': ['HelperLoad PairVisit Pairing VisitCadence'],
  'pilot:read': ['Pilot PilotShare'],
  'placement:read': [
    'Enterprise.jobsFilled Enterprise.placements HouseholdJobOutcomes JobReferral JobVacancy Placement',
  ],
  'placement:write': ['JobReferralImport JobVacancyImport PlacementImport RetentionImport'],
  'plan:read': ['AidPlan MeasureRule PlanItem ProposedMeasure'],
  'region:aggregate': [
    'AidByGroup AidByPurpose AidBySource AidStats AmenityGap DistressKindCount DiversionRouteCount',
    'EmploymentSpending EmploymentStats EnterpriseStats ExitReasonCount HardshipCategoryCount HardshipCauseCount',
    'HardshipStats InsuranceStats MigrantStats PlacementRouteCount ReturnStats ScholarshipStats',
    'ScholarshipsByLevel WageRisk WageStats',
  ],
  'returnService:read': ['CultureEvent PlaceClaim PlacePool ReturnService ServiceRecord TravelSubsidyRequest'],
  'returnService:write': ['TravelSubsidyImport'],
  'scholarship:read': ['ScholarshipGrant StudyEvidence'],
  'standard:manage': ['StandardImpact'],
  'startup:read': ['StartupEntry StartupProject'],
  'startup:write': ['StartupHireImport StartupProjectImport'],
  'station:read': ['GeoPoint NearStation OpenHours ServiceStation StationUsage'],
  'station:write': ['StationImport'],
  'training:read': ['Enrollment TrainingAttendance TrainingProgram TrainingSession'],
  'training:write': ['AttendanceImport CompletionImport EnrollmentImport'],
  'union:read': ['PartnerShop TradeUnion'],
  'user:read': ['Client ExternalIdentity SignIn User'],
  'wageCase:read': ['AdvanceRequest AdvanceRule Enterprise.wageRisk WageCase WageCaseWorker WagePayment'],
  'wageCase:write': ['WageCaseWorkerImport'],
  'worker:read': ['Disability MigrantEvidence Student Worker'],
};

function byName(table: Readonly<Record<string, Lines>>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(table).flatMap(([rights, lines]) =>
      lines.flatMap((line) => line.split(' ')).map((name) => [name, rights.split(' | ')] as const),
    ),
  );
}

const EVERYBODY = new Set(byName(FOR_EVERY_TOKEN).keys());
const ROOTS = byName(EXPECTED_ROOTS);
const ROWS = byName(EXPECTED_ROWS);

/** The rights of which a root field (`Query.household`) is expected to take one, none where a token is enough; undefined where the matrix is silent. */
export function expectedRootRights(name: string): readonly string[] | undefined {
  return EVERYBODY.has(name) ? [] : ROOTS.get(name);
}

/** The right that rows of a type, or a field that is added to one (`Enterprise.consoled`), are expected to take. */
export function expectedRowRight(name: string): string | undefined {
  return ROWS.get(name)?.[0];
}
