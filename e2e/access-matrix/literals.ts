import type { FieldArguments } from '@nuan/testing';

const ABSENT = '"01890a5d-ac96-774b-bcce-b302099a8057"';

/** Values for fields that can't be asked without them: a campaign, a year and a city of the sample. */
export const LITERALS: FieldArguments = {
  'Query.changes': '',
  'Query.campaign': 'code: "CNY2017"',
  'Region.employment': 'year: 2016',
  'Query.region': 'code: "340100"',
  'Query.regions': 'under: "340100", level: COUNTY',
  'Query.filingRules': 'regionCode: "340102"',
  'Query.publicNoticeList': 'regionCode: "340000", kind: FILING',
  'Query.fileAudit': `subjectIds: [${ABSENT}]`,
  'Query.enterpriseAudit': `subjectIds: [${ABSENT}]`,
  'Query.aidAudit': `subjectIds: [${ABSENT}]`,
  'Query.employmentAudit': `subjectIds: [${ABSENT}]`,
  'Query.serviceAudit': `subjectIds: [${ABSENT}]`,
  'HardshipStats.exited': 'year: 2016',
  'HardshipStats.exitByReason': 'year: 2016',
  'EnterpriseStats.visited': 'campaign: "CNY2017"',
  'EnterpriseStats.workersMet': 'campaign: "CNY2017"',
  'EnterpriseStats.jobsPromised': 'year: 2016',
  'Query.campaignRegister': 'campaign: "CNY2017"',
  'Query.coverageGap': 'region: "340100", campaign: "CNY2017"',
  'Query.visitCadences': 'region: "340100"',
  'Query.measureRules': 'region: "340100"',
  'Query.scholarshipStats': 'year: 2016',
  'Region.aid': 'year: 2016',
  'Enterprise.consoled': 'year: 2016',
  'Query.advanceRules': 'region: "340100"',
  'Query.insuranceCoverage': 'region: "340100", year: 2016',
  'Query.nearestStations': 'longitude: 117.28, latitude: 31.86',
};
