import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { type HardshipCause, isUuid, type LocalDate } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import type { FiledHousehold } from './filed-household';
import { proposeMeasures, type ProposedMeasure } from './measure-proposal';
import { MeasureRule } from './measure-rule.entity';

const rules = rowMapping(MeasureRule, 'r');

const HOLDING = `select ${rules.columns} from measure_rule r
  where r.region_code = any($1) and r.cause = any($2) and r.valid_from <= $3 and (r.valid_to is null or r.valid_to >= $3)
  order by r.region_code, r.cause, r.position, r.id`;

/** Reads the rules of which measure answers which cause (因困施策), and what they propose. */
export class MeasureRuleService {
  constructor(private readonly db: DataSource) {}

  /** The measures that the rules propose today for a household, within an act. */
  async proposalsFor(tx: ActTransaction, household: FiledHousehold): Promise<readonly ProposedMeasure[]> {
    const values = [enclosing(household.regionCode), household.causes, tx.today];
    const found = await tx.query<Record<string, unknown>[]>(HOLDING, values);
    return proposeMeasures(found.map(rules.map), household, tx.today);
  }

  /**
   * The measures that the rules propose for a household of the viewer's regions.
   *
   * @throws NotFoundError when the household is unknown or outside the viewer's regions.
   */
  async propose(viewer: Viewer, householdId: string, today: LocalDate): Promise<readonly ProposedMeasure[]> {
    assertCan(viewer, 'plan:read');
    const [household] = isUuid(householdId)
      ? await this.db.query<FiledHousehold[]>(
          `select h.id, h.region_code as "regionCode", h.union_id as "unionId", h.tier,
             array_prepend(h.primary_cause, h.secondary_causes) as causes,
             exists (select from student_projection s where s.household_id = h.id) as "hasStudent"
           from household_projection h where h.id = $1 and h.region_code like any($2::text[])`,
          [householdId, scopePatterns(viewer)],
        )
      : [];
    if (!household) throw new NotFoundError('Household', householdId);
    const values = [enclosing(household.regionCode), household.causes, today];
    const found = await this.db.query<Record<string, unknown>[]>(HOLDING, values);
    return proposeMeasures(found.map(rules.map), household, today);
  }

  /** The rules that hold in a region on a day, those of the regions above it included; by region, cause and order. */
  async list(viewer: Viewer, regionCode: string, on: LocalDate, cause?: HardshipCause | null): Promise<MeasureRule[]> {
    assertCan(viewer, 'plan:read');
    const found = await this.db.query<Record<string, unknown>[]>(
      `select ${rules.columns} from measure_rule r
       where r.region_code = any($1) and ($2::text is null or r.cause = $2) and r.valid_from <= $3 and (r.valid_to is null or r.valid_to >= $3)
       order by r.region_code, r.cause, r.position, r.id`,
      [enclosing(regionCode), cause ?? null, on],
    );
    return found.map(rules.map);
  }

  /**
   * One rule.
   *
   * @throws NotFoundError when it is unknown.
   */
  async get(viewer: Viewer, id: string): Promise<MeasureRule> {
    assertCan(viewer, 'plan:read');
    const [row] = await this.db.query<Record<string, unknown>[]>(
      `select ${rules.columns} from measure_rule r where r.id = $1`,
      [id],
    );
    if (!row) throw new NotFoundError('MeasureRule', id);
    return rules.map(row);
  }
}

/** A region and those above it: '341102' → 341102, 341100, 340000. */
function enclosing(code: string): string[] {
  return [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`])];
}
