import { rowMapping } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { moveState, RuleBroken, TransitionRefused } from '@nuan/federation';
import { ExitReason, newId, type StateMachine } from '@nuan/kernel';

import { DecisionStage, Verdict } from '../filing/decision.entity';
import { type FileHappening, saveFile } from '../household/file-change';
import { FileEventKind } from '../household/file-event-kind';
import type { Household } from '../household/household.entity';
import { householdMachine } from '../household/household.machine';
import { ExitReview } from './exit-review.entity';
import type { ExitStepInput } from './exit-review.inputs';
import { exitReviewMachine } from './exit-review.machine';

const rows = rowMapping(ExitReview, 'x');

/** Events of the exit review's state machine. */
export type ExitEvent = (typeof exitReviewMachine.transitions)[number]['event'];

/** Events of the file's state machine that an exit causes. */
export type FileExitEvent = 'PROPOSE_EXIT' | 'PUBLICISE_EXIT' | 'KEEP' | 'EXIT' | 'CANCEL' | 'CLOSE';

/** Whether an exit goes by public notice: out of hardship does, what papers prove does not. */
export function needsNotice(reason: ExitReason): boolean {
  return reason === ExitReason.SELF_SUPPORTING || reason === ExitReason.FALLBACK_RELIEVED;
}

/** Locks a review and finds where the event leads. */
export async function moveReview(
  tx: ActTransaction,
  { id, expectedVersion }: ExitStepInput,
  event: ExitEvent,
): Promise<{ readonly review: ExitReview; readonly to: string }> {
  const { to } = await moveState(tx, {
    table: 'exit_review',
    id,
    machine: exitReviewMachine,
    event,
    column: 'state',
    expectedVersion,
    columns: 'state, version, region_code',
  });
  const review = await readReview(tx, id);
  tx.about('Household', review.householdId);
  return { review, to };
}

/** Reads a review inside the act that has locked it. */
export async function readReview(tx: ActTransaction, id: string): Promise<ExitReview> {
  const [row] = await tx.query<Record<string, unknown>[]>(`select ${rows.columns} from exit_review x where x.id = $1`, [
    id,
  ]);
  return rows.map(row ?? {});
}

/** Writes columns of a locked review and raises its version. */
export async function saveReview(
  tx: ActTransaction,
  id: string,
  columns: Readonly<Record<string, unknown>>,
): Promise<ExitReview> {
  const names = Object.keys(columns);
  const sets = names.map((name, index) => `${name} = $${index + 2}`);
  const [[row] = []] = await tx.query<[Record<string, unknown>[], number]>(
    `update exit_review x set ${[...sets, 'version = x.version + 1'].join(', ')} where x.id = $1 returning ${rows.columns}`,
    [id, ...names.map((name) => columns[name])],
  );
  return rows.map(row ?? {});
}

/** Moves the file along with its review. */
export async function moveFile(
  tx: ActTransaction,
  householdId: string,
  event: FileExitEvent,
  columns: Readonly<Record<string, unknown>>,
  happening: FileHappening,
  expectedVersion: number | null = null,
): Promise<Household> {
  const { to } = await moveState(tx, {
    table: 'household',
    id: householdId,
    machine: householdMachine,
    event,
    expectedVersion,
    columns: 'status, version, region_code',
  });
  return saveFile(tx, householdId, { status: to, ...columns }, happening);
}

/** Refuses who proposed an exit as its decider; the constraint refuses once more. */
export function assertAnother(tx: ActTransaction, review: ExitReview): void {
  if (review.proposedBy === tx.viewer.subject)
    tx.refuse(new RuleBroken('FOUR_EYES', 'id', 'Who proposed an exit does not decide on it.'));
}

/** Keeps the decision on an exit. */
export async function insertDecision(
  tx: ActTransaction,
  exitReviewId: string,
  verdict: Verdict,
  opinion: string | null,
): Promise<void> {
  await tx.query(
    `insert into decision (id, exit_review_id, stage, verdict, decided_by, decided_at, opinion) values ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), exitReviewId, DecisionStage.APPROVAL, verdict, tx.viewer.subject, tx.now, opinion],
  );
}

/** Ends a review with the household staying: refused by a decision, or by an objection that was upheld. */
export async function refuseExit(
  tx: ActTransaction,
  review: ExitReview,
  state: string,
  opinion: string,
): Promise<ExitReview> {
  await insertDecision(tx, review.id, Verdict.REJECTED, opinion);
  await moveFile(tx, review.householdId, 'KEEP', {}, { kind: FileEventKind.KEPT, note: opinion });
  return saveReview(tx, review.id, { state, closed_on: tx.today, decided_by: tx.viewer.subject });
}

/**
 * What a resolved objection means for the exit on notice: upheld, the household stays. Never resolved by who proposed the exit. The
 * notice's lock holds the review.
 */
export async function followObjection(
  tx: ActTransaction,
  exitReviewId: string,
  isUpheld: boolean,
  resolution: string,
): Promise<void> {
  const review = await readReview(tx, exitReviewId);
  assertAnother(tx, review);
  tx.about('ExitReview', exitReviewId);
  if (!isUpheld) return;
  const to = exitReviewMachine.target(review.state, 'REJECT');
  if (to === null)
    return tx.refuse(new TransitionRefused(exitReviewMachine as unknown as StateMachine, review.state, 'REJECT'));
  await refuseExit(tx, review, to, resolution);
}
