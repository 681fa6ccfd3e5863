import type { DataSource, EntityManager, ValueTransformer } from 'typeorm';

/** Runs `work` in one transaction: all of it is committed, or none of it. */
export function inTransaction<T>(db: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return db.transaction(work);
}

/** Whether `error` is the refusal of the unique constraint or index of that name. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return isViolation(error, '23505', constraint);
}

/** Whether `error` is the refusal of the CHECK constraint of that name. */
export function isCheckViolation(error: unknown, constraint: string): boolean {
  return isViolation(error, '23514', constraint);
}

/** Whether `error` is the refusal of the exclusion constraint of that name. */
export function isExclusionViolation(error: unknown, constraint: string): boolean {
  return isViolation(error, '23P01', constraint);
}

/** `bigint` columns are `bigint` in code, never a float: money in fen above all. */
export const bigintTransformer: ValueTransformer = {
  to: (value: bigint | null | undefined) => (typeof value === 'bigint' ? value.toString() : value),
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};

/** TypeORM wraps the driver's error and copies its fields; raw pg errors carry them themselves. */
function isViolation(error: unknown, code: string, constraint: string): boolean {
  if (typeof error !== 'object' || error === null) return false;
  return 'code' in error && error.code === code && 'constraint' in error && error.constraint === constraint;
}
