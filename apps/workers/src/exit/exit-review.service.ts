import { assertCan } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignMany, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Decision } from '../filing/decision.entity';
import { ExitIncomeEvidence } from './exit-evidence.entity';
import { ExitReview } from './exit-review.entity';
import { exitReviewList } from './exit-review.list';

const decisions = rowMapping(Decision, 'd');
const evidence = rowMapping(ExitIncomeEvidence, 'e');

/** Reads exit reviews (退出审核) within the viewer's regions. */
export class ExitReviewService extends RegionalReader<ExitReview> {
  constructor(db: DataSource) {
    super(db, { entity: ExitReview, action: 'filing:read', list: exitReviewList, alias: 'x' });
  }

  /** The reviews of each household in one statement, newest first; index-aligned. */
  readonly loadByHousehold: Batch<string, readonly ExitReview[]> = async (viewer, householdIds) => {
    const reviews = await this.select(
      viewer,
      'x.household_id = any($1::uuid[])',
      householdIds,
      'order by x.proposed_on desc, x.id desc',
    );
    return alignMany(householdIds, reviews, ({ householdId }) => householdId);
  };

  /** The decisions on each review that the viewer already sees, in one statement, oldest first; index-aligned. */
  readonly loadDecisions: Batch<string, readonly Decision[]> = async (viewer, ids) => {
    assertCan(viewer, 'filing:read');
    const sql = `select ${decisions.columns} from decision d where d.exit_review_id = any($1::uuid[]) order by d.decided_at, d.id`;
    const found = await this.db.query<Record<string, unknown>[]>(sql, [ids]);
    return alignMany(ids, found.map(decisions.map), ({ exitReviewId }) => exitReviewId ?? '');
  };

  /** The proof of income of each review that the viewer already sees, in one statement, oldest month first; index-aligned. */
  readonly loadEvidence: Batch<string, readonly ExitIncomeEvidence[]> = async (viewer, ids) => {
    assertCan(viewer, 'income:read');
    const sql = `select ${evidence.columns} from exit_income_evidence e where e.exit_review_id = any($1::uuid[]) order by e.month_on`;
    const found = await this.db.query<Record<string, unknown>[]>(sql, [ids]);
    return alignMany(ids, found.map(evidence.map), ({ exitReviewId }) => exitReviewId);
  };
}
