import type { DataSource, Logger } from 'typeorm';

/** A result, and the SQL that it took. */
export interface CountedStatements<T> {
  readonly result: T;
  /** In order of sending, transaction control (START TRANSACTION, COMMIT …) left out. */
  readonly statements: readonly string[];
}

const TRANSACTION_CONTROL = /^(START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE SAVEPOINT|SET TRANSACTION)\b/i;

/** Runs `work` and records each statement sent through `db` meanwhile; a request that takes more of them with more rows is N+1. */
export async function countStatements<T>(db: DataSource, work: () => Promise<T>): Promise<CountedStatements<T>> {
  const statements: string[] = [];
  const previous = db.logger;
  db.logger = recorder(statements);
  try {
    return { result: await work(), statements };
  } finally {
    db.logger = previous;
  }
}

function recorder(statements: string[]): Logger {
  const ignore = (): void => undefined;
  return {
    logQuery: (query) => {
      if (!TRANSACTION_CONTROL.test(query.trim())) statements.push(query);
    },
    logQueryError: ignore,
    logQuerySlow: ignore,
    logSchemaBuild: ignore,
    logMigration: ignore,
    log: ignore,
  };
}
