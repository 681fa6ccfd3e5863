import { ConflictError } from '@nuan/errors';
import { RuleBroken } from '@nuan/federation';

/** The act in which a file is received, as far as an outcome concerns it. */
interface Refusing {
  refuse(outcome: object): never;
}

/** What the sender of a file can mend by itself (where to go on, what is missing) is an outcome of the mutation, not an error. */
export async function orUploadOutcome<T>(tx: Refusing, field: string, work: Promise<T>): Promise<T> {
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
