import { assertCan, type Viewer } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { ExitReason, newId } from '@nuan/kernel';

import { minLivingLineOn } from '../filing/local-rules';
import { FileEventKind } from '../household/file-event-kind';
import type { Household } from '../household/household.entity';
import { reasonOf } from '../household/plain-text';
import { PublicityKind } from '../publicity/publicity-kind';
import type { PublicityWriter } from '../publicity/publicity.writer';
import { readReason } from '../worker/plain-text';
import { moveFile, moveReview, needsNotice, saveReview } from './exit-act';
import { evidenceProblem, LATEST_EVIDENCE_MONTHS, type MonthlyIncome, monthsAboveLine } from './exit-income';
import { type ExitReview, MONTHS_ABOVE_LINE } from './exit-review.entity';
import type { DecideExitInput, MonthlyIncomeInput, ProposeExitInput, PubliciseExitInput } from './exit-review.inputs';
import type { ExitReviewService } from './exit-review.service';

/** Proposes exits (提出退出), puts them on notice, and takes them back. */
export class ExitProposalWriter {
  constructor(
    private readonly acts: Acts,
    private readonly notices: PublicityWriter,
    private readonly reviews: ExitReviewService,
  ) {}

  /**
   * Proposes that a household leaves. By its own means only with six months in a row above the line, proved month by month. An
   * annual review in hand ends with it.
   *
   * @throws ForbiddenError when the viewer may not propose exits. NotFoundError outside its regions. InvalidInputError for evidence in disorder.
   */
  async propose(viewer: Viewer, input: ProposeExitInput): Promise<ExitReview | Refusal> {
    assertCan(viewer, 'exit:propose');
    assertMonths(input.evidence);
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<ExitReview, Refusal>(
      viewer,
      'exit.propose',
      { key, request },
      async (tx) => {
        const explanation = reasonOf(tx, input.explanation, 'explanation');
        const happening = { kind: FileEventKind.EXIT_PROPOSED, note: explanation } as const;
        const file = await moveFile(tx, input.householdId, 'PROPOSE_EXIT', {}, happening, input.expectedVersion);
        await assertNotMoving(tx, file.id);
        const evidence = await this.prove(tx, file, input);
        const months = evidence.length === 0 ? null : monthsAboveLine(evidence);
        const id = newId();
        await tx.query(
          `insert into exit_review (id, household_id, region_code, state, reason, months_above_line, proposed_by, proposed_on, proposed_as,
             explanation, version) values ($1, $2, $3, 'PROPOSED', $4, $5, $6, $7, $8, $9, 1)`,
          [id, file.id, file.regionCode, input.reason, months, viewer.subject, tx.today, input.proposedAs, explanation],
        );
        await insertEvidence(tx, id, evidence, input.evidence);
        await tx.query(
          `update annual_review set state = 'LED_TO_EXIT', closed_by = $2, closed_on = $3, version = version + 1
           where household_id = $1 and state = 'OPEN'`,
          [file.id, viewer.subject, tx.today],
        );
        tx.about('ExitReview', id);
        tx.note({ reason: input.reason, months });
        return id;
      },
      (id) => this.reviews.get(viewer, id),
    );
  }

  /**
   * Puts the exit on public notice, for as many working days as a filing (I6).
   *
   * @throws ForbiddenError when the viewer may not propose exits. NotFoundError outside its regions.
   */
  async publicise(viewer: Viewer, input: PubliciseExitInput): Promise<ExitReview | Refusal> {
    assertCan(viewer, 'exit:propose');
    const place = readReason(input.place, 'place');
    return this.acts.perform<ExitReview, Refusal>(viewer, 'exit.publicise', async (tx) => {
      const { review, to } = await moveReview(tx, input, 'PUBLICISE');
      if (!needsNotice(review.reason))
        tx.refuse(
          new RuleBroken('NOTICE_NOT_NEEDED', 'id', 'What papers prove is decided without a public notice.', {
            reason: review.reason,
          }),
        );
      const subject = { kind: PublicityKind.EXIT, id: review.id, regionCode: review.regionCode };
      await this.notices.post(tx, subject, place);
      await moveFile(tx, review.householdId, 'PUBLICISE_EXIT', {}, { kind: FileEventKind.EXIT_PUBLICISED });
      return saveReview(tx, review.id, { state: to });
    });
  }

  /**
   * Takes a proposal back: its notice comes down, and the household stays.
   *
   * @throws ForbiddenError when the viewer may not propose exits. NotFoundError outside its regions.
   */
  async withdraw(viewer: Viewer, input: DecideExitInput): Promise<ExitReview | Refusal> {
    assertCan(viewer, 'exit:propose');
    return this.acts.perform<ExitReview, Refusal>(viewer, 'exit.withdraw', async (tx) => {
      const { review, to } = await moveReview(tx, input, 'WITHDRAW');
      const opinion = reasonOf(tx, input.opinion ?? '', 'opinion');
      tx.note({ opinion });
      await this.notices.takeDown(tx, { kind: PublicityKind.EXIT, id: review.id });
      await moveFile(tx, review.householdId, 'KEEP', {}, { kind: FileEventKind.KEPT, note: opinion });
      return saveReview(tx, review.id, { state: to, closed_on: tx.today });
    });
  }

  private async prove(tx: ActTransaction, file: Household, input: ProposeExitInput): Promise<readonly MonthlyIncome[]> {
    const months: MonthlyIncome[] = [];
    for (const { month, perCapita } of input.evidence) {
      const lineFen = (await minLivingLineOn(tx, file.regionCode, month)) ?? file.lineFen;
      months.push({ monthOn: month, perCapitaFen: perCapita, lineFen });
    }
    if (input.reason !== ExitReason.SELF_SUPPORTING) return months;
    const problem = evidenceProblem(months, tx.today);
    if (problem === 'TOO_FEW')
      tx.refuse(
        new RuleBroken(
          'MONTHS_ABOVE_LINE',
          'evidence',
          'By its own means: six months in a row above the line, up to the last one.',
          {
            needed: MONTHS_ABOVE_LINE,
            proved: monthsAboveLine(months),
          },
        ),
      );
    if (problem !== null)
      tx.refuse(
        new RuleBroken('EVIDENCE_RECENT', 'evidence', 'The last month proved is over, and not long ago.', {
          months: LATEST_EVIDENCE_MONTHS,
        }),
      );
    return months;
  }
}

function assertMonths(evidence: readonly MonthlyIncomeInput[]): void {
  for (const [index, { month, perCapita }] of evidence.entries()) {
    if (!month.endsWith('-01'))
      throw new InvalidInputError(`evidence.${index}.month`, 'FIRST_OF_MONTH', 'A month is named by its first day.');
    if (perCapita < 0n)
      throw new InvalidInputError(`evidence.${index}.perCapita`, 'NOT_NEGATIVE', 'An income is not negative.');
  }
  if (new Set(evidence.map(({ month }) => month)).size < evidence.length)
    throw new InvalidInputError('evidence', 'MONTHS_DISTINCT', 'Name each month once.');
}

async function assertNotMoving(tx: ActTransaction, householdId: string): Promise<void> {
  const moving = await tx.query<unknown[]>(
    `select id from file_transfer where household_id = $1 and state = 'PROPOSED'`,
    [householdId],
  );
  if (moving.length > 0)
    tx.refuse(
      new RuleBroken('TRANSFER_UNDER_WAY', 'householdId', 'A transfer of this file is under way: end it first.'),
    );
}

async function insertEvidence(
  tx: ActTransaction,
  exitReviewId: string,
  months: readonly MonthlyIncome[],
  inputs: readonly MonthlyIncomeInput[],
): Promise<void> {
  if (months.length === 0) return;
  await tx.query(
    `insert into exit_income_evidence (id, exit_review_id, month_on, per_capita_fen, line_fen, source)
     select e.id, $1, e.month_on, e.per_capita_fen, e.line_fen, e.source
     from unnest($2::uuid[], $3::date[], $4::bigint[], $5::bigint[], $6::text[]) e (id, month_on, per_capita_fen, line_fen, source)`,
    [
      exitReviewId,
      months.map(() => newId()),
      months.map(({ monthOn }) => monthOn),
      months.map(({ perCapitaFen }) => String(perCapitaFen)),
      months.map(({ lineFen }) => String(lineFen)),
      inputs.map(({ source }) => source),
    ],
  );
}
