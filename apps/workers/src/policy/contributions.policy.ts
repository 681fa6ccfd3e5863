import { type Policy, typeOf } from '@nuan/federation';

/** What this subgraph adds to regions, unions and enterprises, and its audit (汇总、审计). */
export const contributionsPolicy: Partial<Policy> = {
  types: {
    Region: typeOf('REFERENCE', null, {
      hardship: 'AGGREGATE INTERNAL',
    }),
    HardshipStats: typeOf('AGGREGATE', 'region:aggregate', {
      filed: 'AGGREGATE INTERNAL',
      migrant: 'AGGREGATE INTERNAL',
      exited: 'AGGREGATE INTERNAL',
      exitByReason: 'AGGREGATE INTERNAL',
      byCause: 'AGGREGATE INTERNAL',
      byCategory: 'AGGREGATE INTERNAL',
      suppressed: 'AGGREGATE INTERNAL',
      asOf: 'AGGREGATE INTERNAL',
      stale: 'AGGREGATE INTERNAL',
    }),
    ExitReasonCount: typeOf('AGGREGATE', 'region:aggregate', {
      reason: 'AGGREGATE INTERNAL',
      count: 'AGGREGATE INTERNAL',
    }),
    HardshipCauseCount: typeOf('AGGREGATE', 'region:aggregate', {
      cause: 'AGGREGATE INTERNAL',
      count: 'AGGREGATE INTERNAL',
    }),
    HardshipCategoryCount: typeOf('AGGREGATE', 'region:aggregate', {
      category: 'AGGREGATE INTERNAL',
      count: 'AGGREGATE INTERNAL',
    }),
    TradeUnion: typeOf('PROGRAMME', null, {
      id: 'PROGRAMME INTERNAL',
      files: 'AGGREGATE INTERNAL',
    }),
    UnionFiles: typeOf('AGGREGATE', 'household:read', {
      filed: 'AGGREGATE INTERNAL',
      migrant: 'AGGREGATE INTERNAL',
      suppressed: 'AGGREGATE INTERNAL',
      asOf: 'AGGREGATE INTERNAL',
    }),
    Enterprise: typeOf('PROGRAMME', null, {
      id: 'PROGRAMME INTERNAL',
      workersCount: 'AGGREGATE INTERNAL',
    }),
    EnterpriseWorkers: typeOf('AGGREGATE', 'household:read', {
      filed: 'AGGREGATE INTERNAL',
      onRoll: 'AGGREGATE INTERNAL',
      divertedByRoute: 'AGGREGATE INTERNAL',
      suppressed: 'AGGREGATE INTERNAL',
      asOf: 'AGGREGATE INTERNAL',
    }),
    DivertedWorkerCount: typeOf('AGGREGATE', 'household:read', {
      route: 'AGGREGATE INTERNAL',
      count: 'AGGREGATE INTERNAL',
    }),
  },
  queries: {
    fileAudit: ['AUDIT', 'INTERNAL', 'audit:read'],
    fileAuditLog: ['AUDIT', 'INTERNAL', 'audit:read'],
    fileAuditActors: ['AUDIT', 'INTERNAL', 'audit:read'],
    fileAuditMeta: ['ADMINISTRATION', 'INTERNAL', 'auditMeta:read'],
  },
};
