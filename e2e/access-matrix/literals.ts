import type { FieldArguments } from '@nuan/testing';

import { actedOn } from './worlds/acts-and-work';

/** Values for fields that can't be asked without them: a campaign and a year of the sample, and the region that is asked about. */
export function literals(region: string): FieldArguments {
  return { ...STATED, ...ofRegion(region) };
}

/** The names under which the subgraphs answer for their acts. */
const AUDITS = ['fileAudit', 'enterpriseAudit', 'aidAudit', 'employmentAudit', 'identityAudit', 'serviceAudit'];

function ofRegion(region: string): FieldArguments {
  const touched = `subjectIds: ["${actedOn(region)}"]`;
  return {
    ...Object.fromEntries(
      AUDITS.flatMap((name) => [`Query.${name}`, `Query.${name}Actors`]).map((field) => [field, touched]),
    ),
    'Query.regions': 'under: "340100", level: COUNTY',
    'Query.employmentStats': `year: 2016, region: "${region}"`,
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
