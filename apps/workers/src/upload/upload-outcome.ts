import { ConflictError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';

/** What the sender of a file can mend by itself (where to go on, what is missing) is an outcome of the mutation, not an error. */
export async function orUploadOutcome<T>(tx: ActTransaction, field: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const { receivedBytes } = error.details;
    return tx.refuse(
      new RuleBroken(error.rule, field, error.message, typeof receivedBytes === 'number' ? { receivedBytes } : {}),
    );
  }
}
