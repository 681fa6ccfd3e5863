import { type Policy, typeOf } from '@nuan/federation';

/** Facts of regions, aggregates and the audit (区域、汇总、审计). */
export const regionPolicy: Partial<Policy> = {
  types: {
    Region: typeOf('REFERENCE', null, {
      minLivingLine: 'REFERENCE PUBLIC',
      minLivingLines: 'REFERENCE PUBLIC',
      enterpriseStats: 'AGGREGATE INTERNAL',
    }),
    MinLivingLine: typeOf('REFERENCE', null, {
      validFrom: 'REFERENCE PUBLIC',
      validTo: 'REFERENCE PUBLIC',
      monthly: 'REFERENCE PUBLIC',
      document: 'REFERENCE PUBLIC',
      version: 'REFERENCE PUBLIC',
    }),
    EnterpriseStats: typeOf('AGGREGATE', 'region:aggregate', {
      total: 'AGGREGATE INTERNAL',
      distressed: 'AGGREGATE INTERNAL',
      byKind: 'AGGREGATE INTERNAL',
      supportingEmployment: 'AGGREGATE INTERNAL',
      suppressed: 'AGGREGATE INTERNAL',
      asOf: 'AGGREGATE INTERNAL',
      visited: 'AGGREGATE INTERNAL',
      workersMet: 'AGGREGATE INTERNAL',
      diverted: 'AGGREGATE INTERNAL',
      jobsPromised: 'AGGREGATE INTERNAL',
    }),
    DistressKindCount: typeOf('AGGREGATE', 'region:aggregate', {
      kind: 'AGGREGATE INTERNAL',
      count: 'AGGREGATE INTERNAL',
    }),
    DiversionRouteCount: typeOf('AGGREGATE', 'region:aggregate', {
      route: 'AGGREGATE INTERNAL',
      count: 'AGGREGATE INTERNAL',
    }),
    Campaign: typeOf('PROGRAMME', null, {
      code: 'PROGRAMME INTERNAL',
      enterprisesVisited: 'AGGREGATE INTERNAL',
    }),
    RegionSuccession: typeOf('REFERENCE', 'enterprise:read', {
      region: 'REFERENCE PUBLIC',
      successor: 'REFERENCE PUBLIC',
      endedOn: 'REFERENCE PUBLIC',
      enterprises: 'REFERENCE PUBLIC',
      unions: 'REFERENCE PUBLIC',
      shops: 'REFERENCE PUBLIC',
      isLineMissing: 'REFERENCE PUBLIC',
    }),
  },
  queries: {
    regionSuccessions: ['REFERENCE', 'PUBLIC', 'enterprise:read'],
    enterpriseAudit: ['AUDIT', 'INTERNAL', 'audit:read'],
    enterpriseAuditLog: ['AUDIT', 'INTERNAL', 'audit:read'],
    enterpriseAuditActors: ['AUDIT', 'INTERNAL', 'audit:read'],
    enterpriseAuditMeta: ['ADMINISTRATION', 'INTERNAL', 'auditMeta:read'],
  },
  mutations: {
    setMinLivingLine: ['OWN_ACT', 'INTERNAL', 'regionFact:write'],
    followRegionSuccession: ['OWN_ACT', 'INTERNAL', 'regionFact:write'],
  },
};
