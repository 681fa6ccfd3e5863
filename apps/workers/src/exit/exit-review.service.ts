import { assertCan, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Batch, Connection, ListRequest } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { alignMany, alignOne } from '../batch-alignment';
import { Decision } from '../filing/decision.entity';
import { scopePatterns } from '../region-scope';
import { rowMapping } from '../row-mapping';
import { ExitReview } from './exit-review.entity';
import { exitReviewList } from './exit-review.list';

const rows = rowMapping(ExitReview, 'x');
const decisions = rowMapping(Decision, 'd');

type Row = Record<string, unknown>;

/** Reads exit reviews (退出审核) within the viewer's regions. */
export class ExitReviewService {
  constructor(private readonly db: DataSource) {}

  /** Reviews by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany = async (viewer: Viewer, ids: readonly string[]): Promise<(ExitReview | null)[]> => {
    assertCan(viewer, 'filing:read');
    const sql = `select ${rows.columns} from exit_review x where x.id = any($1::uuid[]) and x.region_code like any($2::text[])`;
    const found = await this.db.query<Row[]>(sql, [ids, scopePatterns(viewer)]);
    return alignOne(ids, found.map(rows.map), ({ id }) => id);
  };

  /** The reviews of each household in one statement, newest first; index-aligned. */
  readonly loadByHousehold: Batch<string, readonly ExitReview[]> = async (viewer, householdIds) => {
    assertCan(viewer, 'filing:read');
    const sql = `select ${rows.columns} from exit_review x where x.household_id = any($1::uuid[]) and x.region_code like any($2::text[])
      order by x.proposed_on desc, x.id desc`;
    const found = await this.db.query<Row[]>(sql, [householdIds, scopePatterns(viewer)]);
    return alignMany(householdIds, found.map(rows.map), ({ householdId }) => householdId);
  };

  /** The decisions on each review that the viewer already sees, in one statement, oldest first; index-aligned. */
  readonly loadDecisions: Batch<string, readonly Decision[]> = async (viewer, ids) => {
    assertCan(viewer, 'filing:read');
    const sql = `select ${decisions.columns} from decision d where d.exit_review_id = any($1::uuid[]) order by d.decided_at, d.id`;
    return alignMany(
      ids,
      (await this.db.query<Row[]>(sql, [ids])).map(decisions.map),
      ({ exitReviewId }) => exitReviewId,
    );
  };

  /**
   * One review.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<ExitReview> {
    const [review] = isUuid(id) ? await this.loadMany(viewer, [id]) : [];
    if (!review) throw new NotFoundError('ExitReview', id);
    return review;
  }

  /** A page of reviews. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<ExitReview>> {
    assertCan(viewer, 'filing:read');
    return exitReviewList.page(this.db, viewer, request, { select: rows.columns, map: rows.map });
  }
}
