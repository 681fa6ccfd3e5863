/**
 * What values tell, by the groups of fields of the matrix that the platform was specified with: who persons are, how they are reached, where
 * their money goes, how ill and how poor they are, their children, who looked. Everything else tells no more than the row that it stands
 * in. `Type.*` is every field of a type. Kept beside the policies and not derived from them: what only one of the two guards is found.
 */
export const EXPECTED_CLASSES: Readonly<Record<string, readonly string[]>> = {
  NAME: ['FilingPerson.nameMasked', 'PublicNoticeRow.nameMasked', 'Worker.nameMasked'],
  ID_NUMBER: ['FilingPerson.idMasked', 'Worker.idMasked'],
  PHONE: ['FilingPerson.phoneMasked', 'Worker.phoneMasked'],
  ACCOUNT: ['BankAccountMasked.*', 'FilingApplication.bank', 'Household.bank', 'PayeeRegistration.*'],
  HEALTH: ['FilingPerson.healthMasked', 'MedicalEvidence.*', 'Query.medicalEvidence', 'Worker.healthMasked'],
  INCOME: [
    'Assessment.*',
    'AssessmentLine.*',
    'ExclusionFinding.*',
    'ExitIncomeEvidence.*',
    'ExitReview.evidence',
    'ExitReview.monthsAboveLine',
    'FilingAmount.*',
    'FilingApplication.amounts',
    'FilingApplication.assessment',
    'FilingApplication.exclusions',
    'FilingApplication.hasCostlySchooling',
    'FilingApplication.homesOwned',
    'FilingApplication.housing',
    'FilingApplication.isAccidental',
    'FilingApplication.isIdleWithoutReason',
    'FilingApplication.keepsVehicle',
    'FilingApplication.runsBusiness',
    'FilingAssessment.*',
    'FilingAssessmentStep.*',
    'Household.assessments',
    'Household.housing',
    'Household.income',
    'Housing.*',
    'IncomeAssessment.*',
    'Placement.wage',
  ],
  CHILD: [
    'Disbursement.student',
    'FilingPerson.enrolledYear',
    'FilingPerson.programmeYears',
    'FilingPerson.school',
    'FilingPerson.studyLevel',
    'HouseholdMember.student',
    'Query.scholarships',
    'Query.student',
    'ScholarshipGrant.academicYear',
    'ScholarshipGrant.amount',
    'ScholarshipGrant.grantedOn',
    'ScholarshipGrant.household',
    'ScholarshipGrant.id',
    'ScholarshipGrant.isMigrant',
    'ScholarshipGrant.level',
    'ScholarshipGrant.region',
    'ScholarshipGrant.revokedOn',
    'ScholarshipGrant.student',
    'ScholarshipGrant.version',
    'ScholarshipGrantConnection.edges',
    'ScholarshipGrantConnection.nodes',
    'ScholarshipGrantConnection.totalCount',
    'ScholarshipGrantEdge.node',
    'Student.*',
    'StudyEvidence.*',
    'Worker.student',
  ],
  AUDIT: [
    'AuditAct.*',
    'AuditFlag.*',
    'AuditFlagConnection.edges',
    'AuditFlagConnection.nodes',
    'AuditFlagConnection.totalCount',
    'AuditFlagEdge.node',
    'AuditedActor.*',
    'Query.aidAudit',
    'Query.aidAuditActors',
    'Query.aidAuditLog',
    'Query.auditFlags',
    'Query.employmentAudit',
    'Query.employmentAuditActors',
    'Query.employmentAuditLog',
    'Query.enterpriseAudit',
    'Query.enterpriseAuditActors',
    'Query.enterpriseAuditLog',
    'Query.fileAudit',
    'Query.fileAuditActors',
    'Query.fileAuditLog',
    'Query.identityAudit',
    'Query.identityAuditActors',
    'Query.identityAuditLog',
    'Query.serviceAudit',
    'Query.serviceAuditActors',
    'Query.serviceAuditLog',
  ],
  FEED: ['Change.*', 'ChangePage.*', 'Query.changes'],
};

const CLASSES: ReadonlyMap<string, string> = new Map(
  Object.entries(EXPECTED_CLASSES).flatMap(([access, names]) => names.map((name) => [name, access] as const)),
);

/** The guarded class that a field is expected to be of; null where its row alone is guarded. */
export function expectedClass(type: string, field: string): string | null {
  const node = type.replace(/(Edge|Connection)$/, '');
  const own = CLASSES.get(`${type}.${field}`) ?? CLASSES.get(`${type}.*`);
  return (
    own ?? (node !== type && /^(nodes|edges|node|totalCount)$/.test(field) ? (CLASSES.get(`${node}.*`) ?? null) : null)
  );
}
