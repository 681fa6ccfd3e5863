import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, type Batch } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { Assessment, AssessmentLine } from './assessment.entity';
import { CategoryOverride } from './category-override.entity';

const assessments = rowMapping(Assessment, 'a');
const lines = rowMapping(AssessmentLine, 'l');
const overrides = rowMapping(CategoryOverride, 'o');

type Rows = Record<string, unknown>[];

/** Reads assessments and proposed categories of files that the viewer already sees. */
export class AssessmentService {
  constructor(private readonly db: DataSource) {}

  /** The assessments of each file in one statement, newest first; index-aligned. */
  readonly loadByHousehold: Batch<string, readonly Assessment[]> = async (viewer, householdIds) => {
    assertCan(viewer, 'income:read');
    const sql = `select ${assessments.columns} from assessment a where a.household_id = any($1::uuid[]) order by a.assessed_on desc, a.id desc`;
    const found = await this.db.query<Rows>(sql, [householdIds]);
    return alignMany(householdIds, found.map(assessments.map), ({ householdId }) => householdId);
  };

  /** The lines of each assessment in one statement, in their order; index-aligned. */
  readonly loadLines: Batch<string, readonly AssessmentLine[]> = async (viewer, ids) => {
    assertCan(viewer, 'income:read');
    const sql = `select ${lines.columns} from assessment_line l where l.assessment_id = any($1::uuid[]) order by l.ordinal`;
    return alignMany(ids, (await this.db.query<Rows>(sql, [ids])).map(lines.map), ({ assessmentId }) => assessmentId);
  };

  /** The proposed categories of each file in one statement, newest first; index-aligned. */
  readonly loadOverrides: Batch<string, readonly CategoryOverride[]> = async (viewer, householdIds) => {
    assertCan(viewer, 'household:read');
    const sql = `select ${overrides.columns} from category_override o where o.household_id = any($1::uuid[]) order by o.proposed_at desc, o.id desc`;
    const found = await this.db.query<Rows>(sql, [householdIds]);
    return alignMany(householdIds, found.map(overrides.map), ({ householdId }) => householdId);
  };

  /**
   * One proposed category.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async getOverride(viewer: Viewer, id: string): Promise<CategoryOverride> {
    assertCan(viewer, 'household:read');
    const sql = `select ${overrides.columns} from category_override o where o.id = $1 and o.region_code like any($2::text[])`;
    const [row] = isUuid(id) ? await this.db.query<Rows>(sql, [id, scopePatterns(viewer)]) : [];
    if (!row) throw new NotFoundError('CategoryOverride', id);
    return overrides.map(row);
  }
}
