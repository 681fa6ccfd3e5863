import type { FieldArguments } from '@nuan/testing';

const ABSENT = '"01890a5d-ac96-774b-bcce-b302099a8057"';

/** Values for fields that can't be asked without them: a campaign and a year of the sample, and the region that is asked about. */
export function literals(region: string): FieldArguments {
  return { ...STATED, ...ofRegion(region) };
}

function ofRegion(region: string): FieldArguments {
  return {
    'Query.regions': 'under: "340100", level: COUNTY',
    'Query.publicNoticeList': `regionCode: "${region}", kind: FILING`,
    'Query.campaignRegister': `campaign: "CNY2017", where: { region: { eq: "${region}" } }, first: 3`,
    'Query.standardImpact': `terms: { region: "${region}", group: FILED_HOUSEHOLD, purpose: LIVING, perPayment: "1.00", perYear: "1.00", capScope: HOUSEHOLD_YEAR }`,
    'Query.coverageGap': `region: "${region}", campaign: "CNY2017", first: 3`,
  };
}

const STATED: FieldArguments = {
  'Query.subjectAidRecord': 'grant: "none"',
  'Query.subjectJobRecord': 'grant: "none"',
  'Query.subjectServiceRecord': 'grant: "none"',
  'Query.changes': 'first: 20',
  'Query.campaign': 'code: "CNY2017"',
  'Region.employment': 'year: 2016',
  'Query.fileAudit': `subjectIds: [${ABSENT}]`,
  'Query.fileAuditActors': `subjectIds: [${ABSENT}]`,
  'Query.enterpriseAudit': `subjectIds: [${ABSENT}]`,
  'Query.enterpriseAuditActors': `subjectIds: [${ABSENT}]`,
  'Query.aidAudit': `subjectIds: [${ABSENT}]`,
  'Query.aidAuditActors': `subjectIds: [${ABSENT}]`,
  'Query.employmentAudit': `subjectIds: [${ABSENT}]`,
  'Query.employmentAuditActors': `subjectIds: [${ABSENT}]`,
  'Query.identityAudit': `subjectIds: [${ABSENT}]`,
  'Query.identityAuditActors': `subjectIds: [${ABSENT}]`,
  'Query.serviceAudit': `subjectIds: [${ABSENT}]`,
  'Query.serviceAuditActors': `subjectIds: [${ABSENT}]`,
  'HardshipStats.exited': 'year: 2016',
  'HardshipStats.exitByReason': 'year: 2016',
  'EnterpriseStats.visited': 'campaign: "CNY2017"',
  'EnterpriseStats.workersMet': 'campaign: "CNY2017"',
  'EnterpriseStats.jobsPromised': 'year: 2016',
  'Query.scholarshipStats': 'year: 2016',
  'Region.aid': 'year: 2016',
  'Enterprise.consoled': 'year: 2016',
  'Query.nearestStations': 'longitude: 117.28, latitude: 31.86',
};
