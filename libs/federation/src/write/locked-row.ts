import { writePatterns, writesForSomeUnions } from '@nuan/auth';
import { ofWriteUnions, prepared, UNION_WRITING_OF } from '@nuan/database';
import { FaultError, NotFoundError } from '@nuan/errors';
import { type ActTransaction, ofAnotherUnion } from '@nuan/facts';
import { isUuid, type StateMachine } from '@nuan/kernel';

import { TransitionRefused, VersionConflict } from './outcomes';

/** Which row an act is about to change. */
export interface RowToLock {
  readonly table: string;
  /** GraphQL type, for NOT_FOUND and conflicts. */
  readonly entity: string;
  readonly id: string;
  /** What the client saw; null where the mutation has its own way to decide races. */
  readonly expectedVersion: number | null;
  /** Select list; `*` when absent. It must hold what the act reads. */
  readonly columns?: string;
  /** Whose regions bound it; the viewer's write regions when absent. */
  readonly patterns?: readonly string[];
  /** Columns of its unions where the table has no wall that bounds them; one for which the viewer writes is enough. */
  readonly unionColumns?: readonly string[];
}

/** A row to be moved along its state machine. */
export interface RowToMove<S extends string, E extends string> extends Omit<RowToLock, 'entity'> {
  readonly machine: StateMachine<S, E>;
  readonly event: E;
  /** Column of the state; `status` when absent. */
  readonly column?: string;
}

/** A locked row and the state that the event leads to. */
export interface MovingRow<R, S extends string> {
  readonly row: R;
  readonly from: S;
  readonly to: S;
}

/**
 * Locks a row for the act and names it, with its region, to the audit. Whoever holds it first decides; the other waits and
 * then meets the new version.
 *
 * @throws NotFoundError when the id is unknown or outside the viewer's write regions or unions. @throws ForbiddenError for a row that
 * the viewer sees and that is of a union for which it doesn't write.
 */
export async function lockRow<R extends object>(tx: ActTransaction, target: RowToLock): Promise<R> {
  const { table, entity, id, expectedVersion, columns = '*', patterns = writePatterns(tx.viewer) } = target;
  if (!isUuid(id)) throw new NotFoundError(entity, id);
  const [row] = await tx.query<(R & { version?: number | string; region_code?: string })[]>(
    `select ${columns} from ${table} where id = $1 and region_code like any($2::text[]) ${ofUnions(tx, target)} for update`,
    [id, patterns],
  );
  if (!row) throw new NotFoundError(entity, id);
  if (writesForSomeUnions(tx.viewer)) await assertWritten(tx, table, id);
  if (expectedVersion !== null) {
    if (row.version === undefined) throw new FaultError(`${table} is locked by version without reading it`);
    const current = Number(row.version);
    if (current !== expectedVersion) tx.refuse(new VersionConflict(entity, id, current));
  }
  tx.about(entity, id);
  if (row.region_code !== undefined) tx.within(row.region_code);
  return row;
}

/** Sight lets a row be locked; whether it is written for, its wall is asked before anything is done because of it. */
async function assertWritten(tx: ActTransaction, table: string, id: string): Promise<void> {
  const [name] = table.split(' ');
  const [wall] = await tx.query<{ condition: string }[]>(prepared(UNION_WRITING_OF), [name]);
  if (!wall) return;
  const [written] = await tx.query<object[]>(prepared(`select 1 from ${name} where id = $1 and ${wall.condition}`), [
    id,
  ]);
  if (!written) throw ofAnotherUnion(tx.action);
}

function ofUnions({ viewer }: ActTransaction, { unionColumns }: RowToLock): string {
  return unionColumns && writesForSomeUnions(viewer) ? `and ${ofWriteUnions(...unionColumns)}` : '';
}

/**
 * Locks a row and finds where the event leads; the caller writes the new state and `version = version + 1` in one UPDATE,
 * which the database's guard checks once more.
 *
 * @throws NotFoundError when the id is unknown or outside the viewer's write regions.
 */
export async function moveState<R extends object, S extends string, E extends string>(
  tx: ActTransaction,
  target: RowToMove<S, E>,
): Promise<MovingRow<R, S>> {
  const { machine, event, column = 'status', ...rest } = target;
  const row = await lockRow<R>(tx, { ...rest, entity: machine.name });
  const from = (row as Record<string, unknown>)[column] as S;
  const to = machine.target(from, event);
  if (to === null) return tx.refuse(new TransitionRefused(machine as unknown as StateMachine, from, event));
  tx.note({ from, to, event });
  return { row, from, to };
}
