import { type Action, isBoundByUnion, type Viewer, writesForSomeUnions } from '@nuan/auth';
import { ofReadUnions, ofWriteUnions, UNION_TREE } from '@nuan/database';
import { ForbiddenError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { isUuid } from '@nuan/kernel';

/**
 * What bounds the rows of a table without a wall to the viewer's unions, as a condition: the columns name a row's unions, and one of
 * them is enough. Nothing for who is bounded by regions alone, so that its statements stay as they are.
 */
export function unionCondition(viewer: Viewer, ...columns: readonly string[]): string | null {
  return isBoundByUnion(viewer) ? ofReadUnions(...columns) : null;
}

/** The same, to be added to the conditions of a statement: `and …`, or nothing. */
export function andOfUnions(viewer: Viewer, ...columns: readonly string[]): string {
  const condition = unionCondition(viewer, ...columns);
  return condition === null ? '' : `and ${condition}`;
}

/**
 * Asserts that a new row is of a union for which the viewer writes; a row that exists and is of another union is NOT_FOUND instead.
 *
 * @param unionId null for a row of no union, which is for who is bounded by regions alone.
 * @param field the input field that names the union, or what is of it.
 * @throws ForbiddenError naming the field when it isn't.
 */
export async function assertWritesForUnion(
  tx: Pick<ActTransaction, 'viewer' | 'query'>,
  unionId: string | null,
  field: string,
  action: Action,
): Promise<void> {
  await assertWritesForUnions(tx, [unionId], field, action);
}

/**
 * The same for what is of several unions: the viewer writes for every one of them.
 *
 * @throws ForbiddenError naming the field when it doesn't.
 */
export async function assertWritesForUnions(
  tx: Pick<ActTransaction, 'viewer' | 'query'>,
  unionIds: readonly (string | null)[],
  field: string,
  action: Action,
): Promise<void> {
  if (!writesForSomeUnions(tx.viewer) || unionIds.length === 0) return;
  const wanted = [...new Set(unionIds.map((id) => (id !== null && isUuid(id) ? id.toLowerCase() : null)))];
  const written = wanted.includes(null)
    ? []
    : await tx.query<object[]>(
        `select 1 from ${UNION_TREE} t where t.id = any($1::uuid[]) and ${ofWriteUnions('t.id')}`,
        [wanted],
      );
  if (written.length < wanted.length)
    throw new ForbiddenError(action, 'This union is outside those for which you write.', { field });
}

/**
 * Refuses what is of whole regions to who is bounded by unions: lists that are taken in for a county, rules that hold in it.
 *
 * @throws ForbiddenError for a viewer that writes for some unions only.
 */
export function assertWritesForRegion(viewer: Viewer, action: Action): void {
  if (writesForSomeUnions(viewer))
    throw new ForbiddenError(action, 'This is of a whole region, and you write for some of its unions.');
}
