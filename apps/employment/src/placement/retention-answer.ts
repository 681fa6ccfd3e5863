import { InvalidInputError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { lockRow, RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

import { refuseFuture } from '../act-rules';
import type { ConfirmRetentionInput } from './placement-write.inputs';
import { RetentionTerm } from './retention-term';

/** A placement as its steps decide by it. */
export interface LockedPlacement {
  readonly id: string;
  readonly person_id: string;
  readonly placed_on: LocalDate;
  readonly retained_3m: boolean | null;
  readonly retained_6m: boolean | null;
  readonly ended_on: LocalDate | null;
}

/** Columns and month of each term. */
const TERMS = {
  [RetentionTerm.THREE_MONTHS]: { column: 'retained_3m', months: 3 },
  [RetentionTerm.SIX_MONTHS]: { column: 'retained_6m', months: 6 },
} as const;

/** What was found when it was asked whether a job lasts. */
export type RetentionAnswer = Pick<ConfirmRetentionInput, 'term' | 'retained' | 'on' | 'proof'>;

/** Holds a placement of the viewer's write regions and names its person to the audit. @throws NotFoundError for any other. */
export async function holdPlacement(
  tx: ActTransaction,
  id: string,
  expectedVersion: number | null,
): Promise<LockedPlacement> {
  const row = await lockRow<LockedPlacement>(tx, { table: 'placement', entity: 'Placement', id, expectedVersion });
  tx.about('Worker', row.person_id);
  return row;
}

/** A job that lasts is shown to: known before anything is read. @throws InvalidInputError (PROOF_REQUIRED) */
export function assertProven({ retained, proof }: RetentionAnswer): void {
  if (retained && proof == null)
    throw new InvalidInputError('proof', 'PROOF_REQUIRED', 'Give the proof that the job lasts.');
}

/**
 * Records whether a job lasted three or six months: with proof, once, in this order, and not before the day.
 *
 * @throws InvalidInputError (PROOF_REQUIRED) for one that lasts without a proof.
 */
export async function confirmRetention(
  tx: ActTransaction,
  row: LockedPlacement,
  input: RetentionAnswer,
): Promise<void> {
  assertProven(input);
  const { column, months } = TERMS[input.term];
  const on = input.on ?? tx.today;
  refuseFuture(tx, 'on', on);
  refuseOutOfTurn(tx, row, input);
  const [term] = await tx.query<{ dueOn: LocalDate }[]>(
    'select ($1::date + make_interval(months => $2))::date as "dueOn"',
    [row.placed_on, months],
  );
  const dueOn = term?.dueOn ?? row.placed_on;
  if (on < dueOn)
    tx.refuse(
      new RuleBroken('TERM_OVER', 'on', 'It is too early to tell: ask again on that day.', { earliest: dueOn }),
    );
  if (input.retained && row.ended_on !== null && row.ended_on < dueOn)
    tx.refuse(new RuleBroken('JOB_LASTED', 'retained', 'The job ended before that.', { endedOn: row.ended_on }));
  await tx.query(
    `update placement set ${column} = $2, ${column}_on = $3, ${column}_proof = $4, version = version + 1 where id = $1`,
    [row.id, input.retained, on, input.proof ?? null],
  );
  tx.note({ term: input.term, retained: input.retained, on });
}

function refuseOutOfTurn(tx: ActTransaction, row: LockedPlacement, { term, retained }: RetentionAnswer): void {
  if (row[TERMS[term].column] !== null)
    tx.refuse(new RuleBroken('CONFIRMED_ONCE', 'term', 'This term has been confirmed or denied already.'));
  if (term === RetentionTerm.THREE_MONTHS) return;
  if (row.retained_3m === null)
    tx.refuse(new RuleBroken('TERMS_IN_ORDER', 'term', 'Record first whether the job lasted three months.'));
  if (retained && row.retained_3m === false)
    tx.refuse(new RuleBroken('JOB_LASTED', 'retained', 'It is on record that the job ended within three months.'));
}
