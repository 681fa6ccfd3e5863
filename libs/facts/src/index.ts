export { Acts, type ActTransaction, type AuditFact, type OnceRequest } from './acts';
export {
  type AuditAct,
  type AuditBreak,
  type AuditVerdict,
  type TouchedRequest,
  verifyAudit,
  whoTouched,
} from './audit-chain';
export { dropFactsFoundation, factsFoundation } from './facts-foundation';
export {
  cancelJobs,
  type Job,
  type JobCursor,
  type JobHandler,
  type JobProgress,
  type JobState,
  type JobStep,
  loadProgress,
  type NewJob,
  startJob,
} from './job';
export { JobRunner, type JobRunnerEvents, runJobs } from './job-runner';
export {
  auditedTables,
  derivedTable,
  dropAuditedTables,
  dropDerivedTable,
  dropTransitionGuard,
  transitionGuard,
  type TransitionGuardOptions,
} from './table-guards';
