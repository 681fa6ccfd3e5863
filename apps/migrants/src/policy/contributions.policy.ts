import { type Policy, typeOf } from '@nuan/federation';

/** What this subgraph adds to regions, households, persons and enterprises, and its audit (汇总、审计). */
export const contributionsPolicy: Partial<Policy> = {
  types: {
    Household: typeOf('CASE', null, {
      id: 'CASE INTERNAL',
      services: 'CASE PERSONAL',
    }),
    Worker: typeOf('CASE', null, {
      id: 'CASE INTERNAL',
      wageCases: 'CASE PERSONAL',
      honours: 'CASE PERSONAL',
    }),
    Enterprise: typeOf('PROGRAMME', null, {
      id: 'PROGRAMME INTERNAL',
      insuredProjects: 'AGGREGATE INTERNAL insurance:read',
      wageRisk: 'AGGREGATE INTERNAL wageCase:read',
      stations: 'PROGRAMME INTERNAL',
    }),
    WageRisk: typeOf('AGGREGATE', 'region:aggregate', {
      level: 'AGGREGATE INTERNAL',
      openCases: 'AGGREGATE INTERNAL',
      owed: 'AGGREGATE INTERNAL',
      recovered: 'AGGREGATE INTERNAL',
      outstanding: 'AGGREGATE INTERNAL',
      nextDeadlineOn: 'AGGREGATE INTERNAL',
      suppressed: 'AGGREGATE INTERNAL',
    }),
    Region: typeOf('REFERENCE', null, {
      migrant: 'AGGREGATE INTERNAL',
    }),
    MigrantStats: typeOf('AGGREGATE', 'region:aggregate', {
      homes: 'AGGREGATE INTERNAL',
      stations: 'AGGREGATE INTERNAL',
      outdoorStations: 'AGGREGATE INTERNAL',
      avgScore: 'AGGREGATE INTERNAL',
      healthChecks: 'AGGREGATE INTERNAL',
      wages: 'AGGREGATE INTERNAL',
      missing: 'AGGREGATE INTERNAL',
      returns: 'AGGREGATE INTERNAL',
      insurance: 'AGGREGATE INTERNAL',
      suppressed: 'AGGREGATE INTERNAL',
      asOf: 'AGGREGATE INTERNAL',
    }),
    WageStats: typeOf('AGGREGATE', 'region:aggregate', {
      owed: 'AGGREGATE INTERNAL',
      recovered: 'AGGREGATE INTERNAL',
      cases: 'AGGREGATE INTERNAL',
      openCases: 'AGGREGATE INTERNAL',
      workers: 'AGGREGATE INTERNAL',
    }),
    AmenityGap: typeOf('AGGREGATE', 'region:aggregate', {
      amenity: 'AGGREGATE INTERNAL',
      count: 'AGGREGATE INTERNAL',
    }),
    ReturnStats: typeOf('AGGREGATE', 'region:aggregate', {
      services: 'AGGREGATE INTERNAL',
      served: 'AGGREGATE INTERNAL',
      subsidy: 'AGGREGATE INTERNAL',
      subsidyRequested: 'AGGREGATE INTERNAL',
    }),
    InsuranceStats: typeOf('AGGREGATE', 'region:aggregate', {
      projects: 'AGGREGATE INTERNAL',
      insured: 'AGGREGATE INTERNAL',
      rate: 'AGGREGATE INTERNAL',
    }),
    TradeUnion: typeOf('PROGRAMME', null, {
      id: 'PROGRAMME INTERNAL',
    }),
    Campaign: typeOf('PROGRAMME', null, {
      code: 'PROGRAMME INTERNAL',
      returnServices: 'PROGRAMME INTERNAL',
    }),
  },
  queries: {
    subjectServiceRecord: ['OWN_ACT', 'SENSITIVE', 'subject:export'],
    serviceAudit: ['AUDIT', 'INTERNAL', 'audit:read'],
    serviceAuditLog: ['AUDIT', 'INTERNAL', 'audit:read'],
    serviceAuditActors: ['AUDIT', 'INTERNAL', 'audit:read'],
    serviceAuditMeta: ['ADMINISTRATION', 'INTERNAL', 'auditMeta:read'],
  },
};
