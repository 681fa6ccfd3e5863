export { Connection, connectionOf, type ConnectionOptions, PageInfo } from './list/connection';
export { type CursorPosition, decodeCursor, encodeCursor, listDigest } from './list/cursor';
export {
  booleanField,
  dateField,
  enumArrayField,
  enumField,
  floatField,
  guardedField,
  idField,
  instantField,
  intField,
  type ListField,
  moneyField,
  regionField,
  textField,
} from './list/fields';
export { defineList, type List } from './list/list';
export { allOf, type ListRead, type ListRequest, type OrderInput, type WhereInput } from './list/options';
export { FirstArgs, MAX_PAGE_SIZE, PageArgs } from './list/page.args';
export { AuditAct } from './audit/audit-act.type';
export { auditQueries } from './audit/audit-queries';
export { alignMany, alignOne } from './batch-alignment';
export { assertUnderContract } from './contracts/contract-of';
export { type Batch, type Caller, callerBy, createContext, GATEWAY_CALLER, type SubgraphContext } from './context';
export type { CommandContext, SubgraphCommand } from './commands';
export { PEOPLE } from './contracts/assert-contract';
export type { Contract } from './contracts/contract';
export { CostControl, type CostLimits, type CostReport } from './cost/cost-control';
export { compileCost, type OperationCost } from './cost/cost-model';
export { COST_VARIABLES, costLimitsOf, DEFAULT_COST_LIMITS } from './cost/cost-limits';
export { Count, countOf } from './count.type';
export { defineSubgraph, type SubgraphDefinition, type SubgraphDependencies, type SubgraphParts } from './definition';
export { registerEnum, SortDirection } from './published-enums';
export { DOCUMENT_VARIABLES, type DocumentConfig, documentConfigOf } from './documents/document.config';
export { documentIdOf, type DocumentMode, DocumentStore, readDocuments } from './documents/document-store';
export { ChangesResolver } from './feed/changes.resolver';
export { ACCESS_CLASSES, type AccessClass, assertSeesRegions, classRight } from './policy/access-class';
export { declaredTypes, rootFieldsOf } from './policy/declared';
export type { FieldRow, ListRow, PolicyTable, RootRow, TypeRow } from './policy/policy-table';
export {
  accessOf,
  type FieldLine,
  pageOf,
  type Policy,
  policyOf,
  rightsOf,
  type RootLine,
  sensitivityOf,
  typeOf,
  type TypePolicy,
} from './policy/policy';
export { asksForSchema, INTROSPECTION_REFUSAL, withoutSuggestion } from './introspection';
export { MAX_NESTING, NESTING_MESSAGE, nestsTooDeep } from './nesting';
export { createLimitRules, DEFAULT_LIMITS, type DocumentLimits, MAX_TOKENS } from './limits';
export { type Reference, reference, stub } from './references';
export { regionBlock } from './region-block';
export {
  andOfUnions,
  assertWritesForRegion,
  assertWritesForUnion,
  assertWritesForUnions,
  unionCondition,
} from './union-bound';
export { type NestedPage, type NestedRequest } from './nested-page';
export { nestedConnection, NestedReader, type NestedRows } from './nested-reader';
export { type FirstRows, RegionalReader, type RegionalSource } from './regional-reader';
export { Instant, instantText, LocalDateScalar, Money, RegionCodeScalar } from './scalars';
export { withoutValues } from './quoted-values';
export { hangUpOf } from './hang-up';
export { requestIdOf } from './request-id';
export { emitContract, emitPolicy, emitSchema, runSubgraph, type RunningSubgraph, serveSubgraph } from './run';
export type { ScheduledContext, ScheduledWork } from './scheduled-work';
export { buildSubgraphSchema, contractsOfSchema, policyOfSchema, subgraphSdl } from './schema';
export { readSubgraphConfig, servesGraphiql, type SubgraphConfig } from './subgraph.config';
export { openTrust, type Trust } from './trust/open-trust';
export { type TrustConfig, trustConfig, trustVariables } from './trust/trust.config';
export { rootCause, type WireError, wireError } from './wire-errors';
export { lockRow, type MovingRow, moveState, type RowToLock, type RowToMove } from './write/locked-row';
export {
  mutationResult,
  OutcomeFact,
  type OutcomeFacts,
  type Refusal,
  RuleBroken,
  TransitionRefused,
  VersionConflict,
} from './write/outcomes';
export { Progress, progressOf, WorkState } from './write/progress.type';
export { GRANT_MINUTES, makeGrant, personOfGrant } from './subject/subject-grant';
export { SubjectReader } from './subject/subject-reader';
export { SubjectRecord } from './subject/subject-record.type';
export type { SubjectSection, SubjectSections } from './subject/subject-section';
export { htmlText } from './outgoing/html-text';
export { findLeak, type Leak } from './outgoing/leak-scan';
export { takesMaskable } from './write/masked-input';
export { assertMayAsk } from './policy/asking';
export { enforcePolicy } from './policy/enforce';
