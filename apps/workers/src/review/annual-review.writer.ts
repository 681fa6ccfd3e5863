import { assertCan, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { addMonths, instantOf, newId } from '@nuan/kernel';

import { lockFile, saveFile, type FileHappening } from '../household/file-change';
import { FileEventKind } from '../household/file-event-kind';
import { ACTIVE_STATUSES, type Household } from '../household/household.entity';
import { householdMachine } from '../household/household.machine';
import { reasonOf } from '../household/plain-text';
import { assertMatchesSettled } from '../matching/open-conflicts';
import { AnnualReviewState } from './annual-review-state';
import { AnnualReview } from './annual-review.entity';
import type {
  AbandonReviewInput,
  ConfirmStaleFileInput,
  OpenReviewInput,
  RecordReviewFindingsInput,
  ReviewStepInput,
} from './annual-review.inputs';
import { annualReviewMachine } from './annual-review.machine';
import type { AnnualReviewService } from './annual-review.service';

const rows = rowMapping(AnnualReview, 'r');

/** Months after which a file is reviewed again (I26). Source: file-management rules of 2016 (档案每年至少清理一次). */
export const REVIEW_MONTHS = 12;

/** Months for which an overdue file may be confirmed at most: long enough to review it, too short to do without. */
export const STALE_CONFIRMATION_MONTHS = 3;

/** Reviews files once a year (年度复核), and confirms overdue ones for payment. */
export class AnnualReviewWriter {
  constructor(
    private readonly acts: Acts,
    private readonly reviews: AnnualReviewService,
  ) {}

  /**
   * Begins the review of a file; one at a time.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async open(viewer: Viewer, input: OpenReviewInput): Promise<AnnualReview | Refusal> {
    assertCan(viewer, 'household:write');
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<AnnualReview, Refusal>(
      viewer,
      'review.open',
      { key, request },
      async (tx) => {
        const reason = reasonOf(tx, input.reason);
        const { id: householdId, expectedVersion } = input;
        const happening = { kind: FileEventKind.REVIEW_OPENED, note: reason } as const;
        const file = await moveHousehold(tx, householdId, 'OPEN_REVIEW', {}, happening, expectedVersion);
        const id = newId();
        await tx.query(
          `insert into annual_review (id, household_id, region_code, state, opened_by, opened_on, version) values ($1, $2, $3, 'OPEN', $4, $5, 1)`,
          [id, file.id, file.regionCode, viewer.subject, tx.today],
        );
        tx.about('AnnualReview', id);
        return id;
      },
      (id) => this.reviews.get(viewer, id),
    );
  }

  /**
   * Keeps what the review found; a later finding takes the place of an earlier one while the review is open.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async recordFindings(viewer: Viewer, input: RecordReviewFindingsInput): Promise<AnnualReview | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<AnnualReview, Refusal>(viewer, 'review.recordFindings', async (tx) => {
      const { id, expectedVersion } = input;
      const columns = 'version, region_code';
      await lockRow(tx, { table: 'annual_review', entity: 'AnnualReview', id, expectedVersion, columns });
      const review = await readReview(tx, id);
      if (review.state !== AnnualReviewState.OPEN)
        tx.refuse(new RuleBroken('REVIEW_OPEN', 'id', 'This review has ended.', { state: review.state }));
      const findings = reasonOf(tx, input.findings, 'findings');
      if (input.visitedOn > tx.today || input.visitedOn < review.openedOn)
        tx.refuse(
          new RuleBroken(
            'VISITED_IN_REVIEW',
            'visitedOn',
            'The visit was made since the review began, and not in the future.',
          ),
        );
      tx.about('Household', review.householdId);
      tx.note({ isStillInHardship: input.isStillInHardship });
      return saveReview(tx, id, {
        is_still_in_hardship: input.isStillInHardship,
        findings,
        visited_on: input.visitedOn,
        found_by: viewer.subject,
      });
    });
  }

  /**
   * Passes the review of a household that is in hardship still: found so at a visit, assessed anew since the review began, and with
   * nothing open that other departments contradict.
   * The next one is due within twelve months (I26).
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async pass(viewer: Viewer, input: ReviewStepInput): Promise<AnnualReview | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<AnnualReview, Refusal>(viewer, 'review.pass', async (tx) => {
      const { review, to } = await moveReview(tx, input, 'PASS');
      if (review.visitedOn === null)
        tx.refuse(new RuleBroken('FINDINGS_REQUIRED', 'id', 'Record first what the review found.'));
      if (!review.isStillInHardship)
        tx.refuse(new RuleBroken('STILL_IN_HARDSHIP', 'id', 'Found to be out of hardship: propose its exit.'));
      await assertMatchesSettled(tx, review.householdId);
      const assessmentId = await assessmentSince(tx, review);
      const columns = {
        last_reviewed_on: tx.today,
        next_review_due_on: addMonths(tx.today, REVIEW_MONTHS),
        stale_confirmed_until_on: null,
        last_visited_at: instantOf(review.visitedOn ?? tx.today, '12:00:00'),
      };
      const happening = { kind: FileEventKind.REVIEWED, note: review.findings } as const;
      await moveHousehold(tx, review.householdId, 'PASS_REVIEW', columns, happening);
      return saveReview(tx, review.id, {
        state: to,
        assessment_id: assessmentId,
        closed_by: viewer.subject,
        closed_on: tx.today,
      });
    });
  }

  /**
   * Breaks a review off with a reason; the file is as overdue as before.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async abandon(viewer: Viewer, input: AbandonReviewInput): Promise<AnnualReview | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<AnnualReview, Refusal>(viewer, 'review.abandon', async (tx) => {
      const { review, to } = await moveReview(tx, input, 'ABANDON');
      const reason = reasonOf(tx, input.reason);
      await moveHousehold(
        tx,
        review.householdId,
        'ABANDON_REVIEW',
        {},
        { kind: FileEventKind.REVIEW_ABANDONED, note: reason },
      );
      return saveReview(tx, review.id, { state: to, closed_by: viewer.subject, closed_on: tx.today });
    });
  }

  /**
   * Confirms, for three months at most, that a household whose review is overdue may be paid (I26).
   *
   * @throws ForbiddenError when the viewer may not approve filings. NotFoundError outside its regions.
   */
  async confirmStale(viewer: Viewer, input: ConfirmStaleFileInput): Promise<Household | Refusal> {
    assertCan(viewer, 'filing:approve');
    return this.acts.perform<Household, Refusal>(viewer, 'household.confirmStale', async (tx) => {
      const file = await lockFile(tx, input.id, input.expectedVersion);
      const reason = reasonOf(tx, input.reason);
      if (!ACTIVE_STATUSES.includes(file.status) || file.nextReviewDueOn >= tx.today)
        tx.refuse(
          new RuleBroken('FILE_STALE', 'id', 'Only a file whose review is overdue needs this.', {
            status: file.status,
            nextReviewDue: file.nextReviewDueOn,
          }),
        );
      const latest = addMonths(tx.today, STALE_CONFIRMATION_MONTHS);
      if (input.until < tx.today || input.until > latest)
        tx.refuse(
          new RuleBroken('CONFIRMED_NOT_LONG', 'until', 'Confirm for three months at most, from today.', { latest }),
        );
      await tx.query(
        'insert into stale_confirmation (id, household_id, reason, confirmed_by, confirmed_at, until_on) values ($1, $2, $3, $4, $5, $6)',
        [newId(), file.id, reason, viewer.subject, tx.now, input.until],
      );
      tx.note({ reason, until: input.until });
      const columns = { stale_confirmed_until_on: input.until };
      return saveFile(tx, file.id, columns, { kind: FileEventKind.STALE_CONFIRMED, note: reason });
    });
  }
}

async function moveHousehold(
  tx: ActTransaction,
  id: string,
  event: 'OPEN_REVIEW' | 'PASS_REVIEW' | 'ABANDON_REVIEW',
  columns: Readonly<Record<string, unknown>>,
  happening: FileHappening,
  expectedVersion: number | null = null,
): Promise<Household> {
  const { to } = await moveState(tx, {
    table: 'household',
    id,
    machine: householdMachine,
    event,
    expectedVersion,
    columns: 'status, version, region_code',
  });
  return saveFile(tx, id, { status: to, ...columns }, happening);
}

async function moveReview(
  tx: ActTransaction,
  { id, expectedVersion }: ReviewStepInput,
  event: 'PASS' | 'ABANDON',
): Promise<{ readonly review: AnnualReview; readonly to: string }> {
  const { to } = await moveState(tx, {
    table: 'annual_review',
    id,
    machine: annualReviewMachine,
    event,
    column: 'state',
    expectedVersion,
    columns: 'state, version, region_code',
  });
  const review = await readReview(tx, id);
  tx.about('Household', review.householdId);
  return { review, to };
}

async function readReview(tx: ActTransaction, id: string): Promise<AnnualReview> {
  const [row] = await tx.query<Record<string, unknown>[]>(
    `select ${rows.columns} from annual_review r where r.id = $1`,
    [id],
  );
  return rows.map(row ?? {});
}

async function saveReview(
  tx: ActTransaction,
  id: string,
  columns: Readonly<Record<string, unknown>>,
): Promise<AnnualReview> {
  const names = Object.keys(columns);
  const sets = names.map((name, index) => `${name} = $${index + 2}`);
  const [[row] = []] = await tx.query<[Record<string, unknown>[], number]>(
    `update annual_review r set ${[...sets, 'version = r.version + 1'].join(', ')} where r.id = $1 returning ${rows.columns}`,
    [id, ...names.map((name) => columns[name])],
  );
  return rows.map(row ?? {});
}

/** The newest assessment since the review began, by which the household qualifies. */
async function assessmentSince(tx: ActTransaction, { householdId, openedOn }: AnnualReview): Promise<string> {
  const [found] = await tx.query<{ id: string; result: string | null }[]>(
    'select id, result from assessment where household_id = $1 and assessed_on >= $2 order by assessed_on desc, id desc limit 1',
    [householdId, openedOn],
  );
  if (!found)
    return tx.refuse(new RuleBroken('ASSESSMENT_REQUIRED', 'id', 'Assess the means of the household anew first.'));
  if (found.result === null)
    tx.refuse(
      new RuleBroken(
        'STILL_IN_HARDSHIP',
        'id',
        'By the rules it no longer qualifies: propose its exit, or another category.',
      ),
    );
  return found.id;
}
