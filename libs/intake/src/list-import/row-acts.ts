import { ForbiddenError, InvalidInputError, NotFoundError } from '@nuan/errors';
import { type ActTransaction, walledOff } from '@nuan/facts';

import { namedLater } from '../named-later';
import type { RowRefusal, WrittenRow } from './list-import-rules';

/** How the fields of a mutation's input are called in a row. */
export interface RowFields {
  /** Columns by the input fields that they fill; a field without one is the whole row's. */
  readonly columns: Readonly<Record<string, string>>;
  /** The column of what the row names, for what isn't found or is another's to write. */
  readonly named: string;
}

/** What an outcome of a mutation tells: the rule, and the field of the input. */
interface ToldOutcome {
  readonly rule: string;
  readonly field: string;
  readonly message?: string;
}

class RowRefused {
  constructor(readonly outcome: object) {}
}

/**
 * Does for each row, one after the other, what a single mutation does, by the mutation's own code: what that refuses is told of the
 * row, what is another region's or union's to write too, and of a refused row nothing stays. Region and facts of the act are the import's.
 *
 * @param work what the mutation does in its act; it returns the id of what it made or changed.
 */
export function rowActs<Row>(
  tx: ActTransaction,
  fieldsOf: (row: Row) => RowFields,
  work: (tx: ActTransaction, row: Row) => Promise<string>,
): (rows: readonly Row[]) => Promise<readonly WrittenRow[]> {
  return async (rows) => {
    const written: WrittenRow[] = [];
    for (const row of rows) written.push(await rowAct(tx, fieldsOf(row), (act) => work(act, row)));
    return written;
  };
}

async function rowAct(
  tx: ActTransaction,
  fields: RowFields,
  work: (tx: ActTransaction) => Promise<string>,
): Promise<WrittenRow> {
  const { quiet, tell } = namedLater(tx);
  const act: ActTransaction = {
    ...quiet,
    within: () => undefined,
    note: () => undefined,
    refuse: (outcome): never => {
      throw new RowRefused(outcome);
    },
  };
  await tx.query('savepoint import_row');
  try {
    const id = await work(act);
    await tx.query('release savepoint import_row');
    tell();
    return id;
  } catch (error) {
    const refusal = refusalOf(walledOff(tx.viewer, 'import', error) ?? error, fields);
    if (refusal === null) throw error;
    await tx.query('rollback to savepoint import_row');
    return refusal;
  }
}

/** What is told of the row; null for a fault. */
function refusalOf(error: unknown, { columns, named }: RowFields): RowRefusal | null {
  if (error instanceof NotFoundError)
    return { column: named, rule: 'NOT_FOUND', message: `No ${error.entity} like this is known where you may write.` };
  if (error instanceof ForbiddenError) {
    const field = error.details['field'];
    return {
      column: columns[typeof field === 'string' ? field : ''] ?? named,
      rule: 'FORBIDDEN',
      message: error.message,
    };
  }
  if (error instanceof InvalidInputError)
    return { column: columns[error.field] ?? null, rule: error.rule, message: error.message };
  if (!(error instanceof RowRefused)) return null;
  const { field, rule, message = 'Its present state does not allow this step.' } = error.outcome as ToldOutcome;
  return { column: columns[field] ?? null, rule, message };
}
