export {
  type DatabaseDefinition,
  type DatabaseOptions,
  databaseOptions,
  type EntityClass,
  type MigrationClass,
} from './database-options';
export { applicationRole, dropFoundation, foundation } from './foundation';
export { migrate, pendingMigrations, schemaDrift, undoMigrations } from './migration-runner';
export { readRollups, type RollupCell, type RollupRequest } from './rollup-reader';
export { createRollupSource, dropRollupSource, dropRollupTriggers, rollupTriggers } from './rollup-triggers';
export { foldRollups, rebuildRollups, rebuildRollupsIn, type RollupDrift, rollupDrift } from './rollup-upkeep';
export { SqlParams } from './sql-params';
export { bigintTransformer, inTransaction, isCheckViolation, isUniqueViolation } from './transaction';
