import { type Policy, typeOf } from '@nuan/federation';

/** What this subgraph adds to regions, households, persons and unions, and its audit (汇总、审计). */
export const contributionsPolicy: Partial<Policy> = {
  types: {
    Region: typeOf('REFERENCE', null, {
      aid: 'AGGREGATE INTERNAL',
    }),
    AidStats: typeOf('AGGREGATE', 'region:aggregate', {
      distributed: 'AGGREGATE INTERNAL',
      bySource: 'AGGREGATE INTERNAL',
      byGroup: 'AGGREGATE INTERNAL',
      byPurpose: 'AGGREGATE INTERNAL',
      nonCashRate: 'AGGREGATE INTERNAL',
      suppressed: 'AGGREGATE INTERNAL',
      asOf: 'AGGREGATE INTERNAL',
    }),
    AidBySource: typeOf('AGGREGATE', 'region:aggregate', {
      source: 'AGGREGATE INTERNAL',
      amount: 'AGGREGATE INTERNAL',
    }),
    AidByGroup: typeOf('AGGREGATE', 'region:aggregate', {
      group: 'AGGREGATE INTERNAL',
      count: 'AGGREGATE INTERNAL',
      amount: 'AGGREGATE INTERNAL',
    }),
    AidByPurpose: typeOf('AGGREGATE', 'region:aggregate', {
      purpose: 'AGGREGATE INTERNAL',
      amount: 'AGGREGATE INTERNAL',
    }),
    Worker: typeOf('CASE', null, {
      id: 'CASE INTERNAL',
    }),
    Household: typeOf('CASE', null, {
      id: 'CASE INTERNAL',
      activePlan: 'CASE PERSONAL',
      helper: 'CASE PERSONAL',
      aidTotal: 'DECISION PERSONAL disbursement:read',
      disbursements: 'DECISION PERSONAL disbursement:read',
    }),
    TradeUnion: typeOf('PROGRAMME', null, {
      id: 'PROGRAMME INTERNAL',
      allocations: 'PROGRAMME INTERNAL',
    }),
    Enterprise: typeOf('PROGRAMME', null, {
      id: 'PROGRAMME INTERNAL',
      consoled: 'AGGREGATE INTERNAL disbursement:read',
    }),
    Student: typeOf('CHILD', null, {
      id: 'CHILD INTERNAL',
      studyEvidence: 'CHILD SENSITIVE',
      scholarships: 'CHILD SENSITIVE',
    }),
    AdvanceRequest: typeOf('PROGRAMME', null, {
      id: 'PROGRAMME INTERNAL',
      disbursement: 'DECISION PERSONAL',
    }),
  },
  queries: {
    subjectAidRecord: ['OWN_ACT', 'SENSITIVE', 'subject:export'],
    aidAudit: ['AUDIT', 'INTERNAL', 'audit:read'],
    aidAuditLog: ['AUDIT', 'INTERNAL', 'audit:read'],
    aidAuditActors: ['AUDIT', 'INTERNAL', 'audit:read'],
    aidAuditMeta: ['ADMINISTRATION', 'INTERNAL', 'auditMeta:read'],
  },
};
