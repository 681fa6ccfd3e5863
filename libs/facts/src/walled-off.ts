import { type Viewer, writesForSomeUnions } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';

/** SQLSTATE of a statement that the wall refuses. */
const INSUFFICIENT_PRIVILEGE = '42501';

/** What is told of a row that the caller sees, and that is of a union for which it doesn't write. */
export function ofAnotherUnion(action: string): ForbiddenError {
  return new ForbiddenError(action, 'This belongs to a union outside those for which you write.');
}

/**
 * What a viewer is told of a row that the wall refused, because it sees the row, or made it, and doesn't write for its union; null for any
 * other error. A service that knows it says so before, and names the field.
 */
export function walledOff(viewer: Viewer, action: string, error: unknown): ForbiddenError | null {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const isRefused =
    code === INSUFFICIENT_PRIVILEGE && typeof message === 'string' && message.includes('row-level security');
  return isRefused && writesForSomeUnions(viewer) ? ofAnotherUnion(action) : null;
}
