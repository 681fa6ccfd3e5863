export { aCreditCode, creditCodeOf } from './credit-code';
export { oneByOne } from './one-by-one';
export { HOSTILE_REQUESTS, type HostileRequest, unrefused } from './hostile-requests';
export { type HostileHeader, hostileTokens, REVOKED } from './hostile-tokens';
export { type AuditedWriteTest, testAuditedWrites } from './audited/test-audited-writes';
export { heldBeforeCommit, untilWaiting } from './held-open';
export { asFixture, insertRow, type Row } from './insert-row';
export {
  type ListCells,
  type ListImportKit,
  listImportKit,
  type ListImportKitOptions,
  losingItsSecondStep,
} from './list-import-kit';
export { attackFigures, type AttackOutcome, type Gathered, type Kinds } from './disclosure/figure-attack';
export { type Chance, chanceOf, type CountBy, type FixtureCell, type LinkedWorld } from './disclosure/figure-fixture';
export { type AnalystReachTest, testAnalystReach } from './disclosure/test-analyst-reach';
export { type DisclosureTest, testDisclosure } from './disclosure/test-disclosure';
export { type LinkedReleases, type ReleasesTest, testReleases } from './disclosure/test-releases';
export { type Interval, type KnownSum, Recovery } from './disclosure/recovery';
export { aKey, type MutationAnswer, type MutationKit, mutationKit, type MutationOptions } from './mutation-kit';
export { EXPECTED_DOERS, EXPECTED_READERS, EXPECTED_SIGHT, expectsSight } from './policy/expected-matrix';
export type { FieldArguments, KnownValues } from './policy/argument-values';
export { type ActWalk, type ActWalkInput, walkActs } from './policy/act-walk';
export { type ExistenceWalk, walkExistence } from './policy/existence-walk';
export { countQuestions, walkQuestions } from './policy/asking-walk';
export { testContracts } from './policy/test-contracts';
export { type Answer, type Asker, type Refused, SchemaAsker } from './policy/asker';
export { type Cell, type CellName, Cells, type Verdict, type Way, WAYS } from './policy/cells';
export {
  differences,
  expectation,
  holes,
  type Judged,
  type Shared,
  unmet,
  unexpectedClasses,
  unnamed,
  unshown,
} from './policy/field-verdicts';
export { everywhere, type Walk, walkFields, type WalkOptions } from './policy/field-walk';
export {
  ANOTHER_UNION,
  type AskerName,
  ASKERS,
  type HolderName,
  HOLDERS,
  isInside,
  type Position,
  POSITIONS,
  ROW_REGIONS,
  type View,
  viewerAt,
  VIEWS,
  viewerOf,
} from './policy/positions';
export { RELATIONS, type RegionWalk, walkRegions } from './policy/region-walk';
export { type Administrator, regionsOfRows, rowsOfRegions, type SpecimenValues } from './policy/specimen-rows';
export { type Arguments, leastOf, minimalArguments } from './policy/minimal-arguments';
export { type CountedStatements, countStatements } from './statement-counter';
export {
  executeSubgraph,
  type ExecutionError,
  type ExecutionOutcome,
  type SubgraphExecution,
  testCipher,
  testClock,
  testKeyFiles,
} from './subgraph-execution';
export { testMasks } from './policy/test-masks';
export { testColumns } from './test-columns';
export { testErasure } from './test-erasure';
export { testStaysErased } from './test-stays-erased';
export { testSubjectRecord } from './test-subject-record';
export {
  createTestDatabase,
  type DisposableDatabase,
  type TestDatabase,
  testDatabaseUrls,
  useTestDatabase,
} from './test-database';
export { stopTestServer, testServerUrl } from './test-server';
export { testTransitions, type TransitionTest } from './test-transitions';
export { type TestViewerOptions, viewerWith } from './test-viewer';
export { type TestTokens, testTokens } from './test-tokens';
export { type RegionReferenceTest, testRegionReferences, type TriedPlace } from './regions/test-region-references';
export { type RegionWallTest, testRegionWalls } from './walls/test-region-walls';
export { testUnionActs } from './walls/test-union-acts';
export { testUnionWalls, type UnionWallTest } from './walls/test-union-walls';
export { plantUnions } from './union-tree';
