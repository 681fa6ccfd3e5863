export { Acts, type ActTransaction, type AuditFact, type OnceRequest } from './acts';
export { AnchorFile, type AuditAnchor } from './audit-anchor';
export { type AuditBreak, type AuditVerdict, verifyAudit } from './audit-chain';
export {
  type AuditAct,
  type AuditedActor,
  type AuditMeta,
  readActors,
  readMeta,
  readTrail,
  type TrailRequest,
} from './audit-trail';
export { appliedAsOf } from './feed/applied-as-of';
export { ChangeFeed, type FeedChange, type FeedPage, MAX_CHANGES } from './feed/change-feed';
export { dropFactTriggers, type FactTable, factTriggers } from './feed/fact-triggers';
export { FeedConsumer, type FeedStep } from './feed/feed-consumer';
export { Department, departmentOf, type Facts, type PublishedFacts } from './feed/feed-contract';
export { encodePosition, LOG_START } from './feed/feed-cursor';
export { type FeedEvents, FeedFollower, type FollowedFeed } from './feed/feed-follower';
export { type FeedLag, feedMetrics } from './feed/feed-metrics';
export { type FeedAddress, type PageReader, pageReader } from './feed/feed-source';
export { entitiesOf, type Followed, type Projection, unionTreeProjection } from './feed/projection';
export { FACTS_COLUMNS } from './facts.columns';
export { changesByEntity, dropChangesByEntity } from './changes-by-entity';
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
export { KeyRotation, type KeyUse, keyUses, type RotationOutcome } from './key-rotation';
export {
  auditedTables,
  derivedTable,
  dropAuditedTables,
  dropDerivedTable,
  dropTransitionGuard,
  transitionGuard,
  type TransitionGuardOptions,
} from './table-guards';
export { type RefusalWatch, watchRefusals } from './refusal-watch';
export { asViewer } from './viewer-scope';
export { ofAnotherUnion, walledOff } from './walled-off';
