import { type Policy, typeOf } from '@nuan/federation';

/** What this subgraph adds to regions, households, persons and enterprises, and its audit (汇总、审计). */
export const contributionsPolicy: Partial<Policy> = {
  types: {
    Household: typeOf('CASE', null, {
      id: 'CASE INTERNAL',
      jobOutcomes: 'CASE PERSONAL',
    }),
    HouseholdJobOutcomes: typeOf('CASE', 'placement:read', {
      trained: 'CASE PERSONAL',
      placed: 'CASE PERSONAL',
      startupHired: 'CASE PERSONAL',
      employed: 'CASE PERSONAL',
      retained3m: 'CASE PERSONAL',
      retained6m: 'CASE PERSONAL',
      employed3m: 'CASE PERSONAL',
      employed6m: 'CASE PERSONAL',
      placements: 'CASE PERSONAL',
    }),
    Worker: typeOf('CASE', null, {
      id: 'CASE INTERNAL',
      trainings: 'CASE PERSONAL',
      placement: 'CASE PERSONAL',
      asset: 'CASE PERSONAL',
    }),
    Region: typeOf('REFERENCE', null, {
      employment: 'AGGREGATE INTERNAL',
    }),
    EmploymentStats: typeOf('AGGREGATE', 'region:aggregate', {
      year: 'AGGREGATE INTERNAL',
      trained: 'AGGREGATE INTERNAL',
      placed: 'AGGREGATE INTERNAL',
      migrantsPlaced: 'AGGREGATE INTERNAL',
      trainedAndPlaced: 'AGGREGATE INTERNAL',
      migrantsAmongPlaced: 'AGGREGATE INTERNAL',
      trainedMigrantsPlaced: 'AGGREGATE INTERNAL',
      startupAmongPlaced: 'AGGREGATE INTERNAL',
      startupJobs: 'AGGREGATE INTERNAL',
      employed: 'AGGREGATE INTERNAL',
      retained3m: 'AGGREGATE INTERNAL',
      retained6m: 'AGGREGATE INTERNAL',
      employed3m: 'AGGREGATE INTERNAL',
      employed6m: 'AGGREGATE INTERNAL',
      jobsFilled: 'AGGREGATE INTERNAL',
      assetsGiven: 'AGGREGATE INTERNAL',
      spent: 'AGGREGATE INTERNAL',
      costPerPlacement: 'AGGREGATE INTERNAL',
      byRoute: 'AGGREGATE INTERNAL',
      byPurpose: 'AGGREGATE INTERNAL',
      suppressed: 'AGGREGATE INTERNAL',
      asOf: 'AGGREGATE INTERNAL',
    }),
    PlacementRouteCount: typeOf('AGGREGATE', 'region:aggregate', {
      route: 'AGGREGATE INTERNAL',
      count: 'AGGREGATE INTERNAL',
    }),
    EmploymentSpending: typeOf('AGGREGATE', 'region:aggregate', {
      purpose: 'AGGREGATE INTERNAL',
      amount: 'AGGREGATE INTERNAL',
    }),
    TradeUnion: typeOf('PROGRAMME', null, {
      id: 'PROGRAMME INTERNAL',
    }),
    Enterprise: typeOf('PROGRAMME', null, {
      id: 'PROGRAMME INTERNAL',
      placements: 'AGGREGATE INTERNAL placement:read',
      jobsFilled: 'AGGREGATE INTERNAL placement:read',
      jobsOffered: 'PROGRAMME INTERNAL enterprise:read',
    }),
  },
  queries: {
    subjectJobRecord: ['OWN_ACT', 'SENSITIVE', 'subject:export'],
    employmentStats: ['AGGREGATE', 'INTERNAL', 'region:aggregate'],
    employmentAudit: ['AUDIT', 'INTERNAL', 'audit:read'],
    employmentAuditLog: ['AUDIT', 'INTERNAL', 'audit:read'],
    employmentAuditActors: ['AUDIT', 'INTERNAL', 'audit:read'],
    employmentAuditMeta: ['ADMINISTRATION', 'INTERNAL', 'auditMeta:read'],
  },
};
