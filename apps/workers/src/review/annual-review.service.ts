import { assertCan } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import {
  alignMany,
  type Batch,
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumField,
  idField,
  RegionalReader,
  regionField,
} from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { AnnualReviewState } from './annual-review-state';
import { AnnualReview } from './annual-review.entity';
import { StaleConfirmation } from './stale-confirmation.entity';

const confirmations = rowMapping(StaleConfirmation, 's');

/** Annual reviews. */
export const annualReviewList = defineList({
  name: 'AnnualReview',
  from: 'annual_review r',
  id: 'r.id',
  scope: 'r.region_code',
  fields: {
    state: enumField(AnnualReviewState, 'r.state', 'State (状态).'),
    region: regionField('r.region_code', 'Region of the household (所在区域).'),
    householdId: idField('r.household_id', 'Household (困难职工家庭).'),
    openedOn: dateField('r.opened_on', 'Day it was begun (发起日期).'),
    isStillInHardship: booleanField(
      'r.is_still_in_hardship',
      'Whether the household is in hardship still (是否仍困难).',
    ),
  },
  order: {
    OPENED_ON: { sql: 'r.opened_on', type: 'date', description: 'Day it was begun (发起日期).' },
    REGION: { sql: 'r.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['OPENED_ON', 'DESC']],
});

/** A page of annual reviews. */
export const AnnualReviewConnection = connectionOf(AnnualReview, 'AnnualReview', 'annual reviews (年度复核)');

/** Reads annual reviews (年度复核) within the viewer's regions. */
export class AnnualReviewService extends RegionalReader<AnnualReview> {
  constructor(db: DataSource) {
    super(db, { entity: AnnualReview, action: 'filing:read', list: annualReviewList, alias: 'r' });
  }

  /** The reviews of each household in one statement, newest first; index-aligned. */
  readonly loadByHousehold: Batch<string, readonly AnnualReview[]> = async (viewer, householdIds) =>
    alignMany(
      householdIds,
      await this.select(
        viewer,
        'r.household_id = any($1::uuid[])',
        householdIds,
        'order by r.opened_on desc, r.id desc',
      ),
      ({ householdId }) => householdId,
    );

  /** The confirmations of each overdue file that the viewer already sees, in one statement, newest first; index-aligned. */
  readonly loadConfirmations: Batch<string, readonly StaleConfirmation[]> = async (viewer, householdIds) => {
    assertCan(viewer, 'household:read');
    const sql = `select ${confirmations.columns} from stale_confirmation s where s.household_id = any($1::uuid[]) order by s.confirmed_at desc, s.id desc`;
    const found = await this.db.query<Record<string, unknown>[]>(sql, [householdIds]);
    return alignMany(householdIds, found.map(confirmations.map), ({ householdId }) => householdId);
  };
}
