export {
  columnFindings,
  type ColumnPolicy,
  type ColumnRule,
  columnRules,
  type Fate,
  FATES,
  FOUNDATION_COLUMNS,
  sealedColumns,
  type TablePolicy,
} from './column-policy';
export {
  type DatabaseDefinition,
  type DatabaseOptions,
  databaseOptions,
  type EntityClass,
  type MigrationClass,
} from './database-options';
export { applicationRole, dropFoundation, foundation } from './foundation';
export { forWhomMayHangUp, isOfHangUp, whoeverWaits } from './hang-up';
export { HASH_DOMAIN } from './hash-domain';
export { insertRows, type NewRows } from './insert-rows';
export { migrate, pendingMigrations, schemaDrift, undoMigrations } from './migration-runner';
export {
  beyondRegions,
  currentScope,
  NOTHING,
  readsBeyondRegions,
  type RegionScope,
  runInScope,
  type ScopeSettings,
} from './region-scope';
export {
  dropRegionWall,
  dropWalledViews,
  type ParentLink,
  type RegionWall,
  regionWall,
  walledViews,
} from './region-wall';
export { prepared } from './prepared';
export { scopedClient } from './scoped-client';
export { readRollups, type RollupCell, type RollupRequest } from './rollup-reader';
export { createRollupSource, dropRollupSource, dropRollupTriggers, rollupTriggers } from './rollup-triggers';
export { foldRollups, rebuildRollups, rebuildRollupsIn, type RollupDrift, rollupDrift } from './rollup-upkeep';
export { type RowMapping, rowMapping } from './row-mapping';
export { SqlParams } from './sql-params';
export {
  type Blank,
  blankAgain,
  chainsOf,
  dropStaysErased,
  type ErasedLink,
  type ErasedTable,
  staysErased,
} from './stay-erased';
export {
  callSubTree,
  dropUnionTree,
  dropUnionWall,
  dropUnionWriting,
  ofReadUnions,
  ofWriteUnions,
  UNION_TREE,
  UNION_WRITING_OF,
  type UnionLinks,
  type UnionParent,
  unionTree,
  type UnionWall,
  unionWall,
  unionWriting,
} from './union-wall';
export {
  bigintTransformer,
  inTransaction,
  isCheckViolation,
  isExclusionViolation,
  isUniqueViolation,
} from './transaction';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded/embedded-postgres';
export { acquireFileLock, type FileLock, fileLockHolder } from './embedded/file-lock';
export { commandLine, identifyProcess, isRunning, type ProcessIdentity } from './embedded/process-identity';
export {
  createFieldCipher,
  type FieldCipher,
  type FieldKey,
  type FieldKeys,
  type RenewableCipher,
} from './field-cipher';
export { addFieldKey, newFieldKeys, openFieldKeys, retireFieldKey, rewrapFieldKeys, wrapFieldKeys } from './field-keys';
export {
  type KeyProvider,
  keyProvider,
  type MasterKeySource,
  newMasterKeys,
  readKeyProvider,
  type WrappedKey,
} from './key-provider';
export { maskAccount, maskId, maskName, maskPhone } from './masks';
export {
  asAdmin,
  createDatabase,
  databaseUrls,
  provision,
  type ProvisionedDatabase,
  type ProvisionOptions,
  provisionRoles,
} from './provision';
