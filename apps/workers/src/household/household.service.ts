import { assertCan, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { appliedAsOf } from '@nuan/facts';
import { alignMany, type Batch, RegionalReader } from '@nuan/federation';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { BankAccountMasked } from './bank-account';
import { FileEvent } from './file-event.entity';
import { Household } from './household.entity';
import { householdList } from './household.list';
import { IncomeAssessment } from './income-assessment';

const events = rowMapping(FileEvent, 'e');

/** Reads household files (困难职工档案) within the viewer's regions. */
export class HouseholdService extends RegionalReader<Household> {
  constructor(
    db: DataSource,
    private readonly clock: Clock,
  ) {
    super(db, { entity: Household, action: 'household:read', list: householdList, alias: 'h' });
  }

  /** Until when the facts of enterprises and of aid are applied, by which files are filtered. */
  asOf(): Promise<Date> {
    return appliedAsOf(this.db, this.clock, ['enterprises', 'assistance']);
  }

  /** The latest `first` events of each file in one statement, newest first; index-aligned. For files that the viewer already sees. */
  readonly loadTimeline: Batch<string, readonly FileEvent[], { readonly first: number }> = async (
    viewer,
    ids,
    { first },
  ) => {
    assertCan(viewer, 'household:read');
    const found = await this.db.query<Record<string, unknown>[]>(
      `select ${events.columns} from unnest($1::uuid[]) wanted (id) cross join lateral
         (select * from file_event f where f.household_id = wanted.id order by f.happened_at desc, f.id desc limit $2) e
       order by e.happened_at desc, e.id desc`,
      [ids, first],
    );
    return alignMany(ids, found.map(events.map), ({ householdId }) => householdId);
  };

  /**
   * One file by its number.
   *
   * @throws NotFoundError when the number is unknown or outside the viewer's regions.
   */
  async getByFileNo(viewer: Viewer, fileNo: string): Promise<Household> {
    const [household] = await this.select(viewer, 'h.file_no = any($1::text[])', [fileNo]);
    if (!household) throw new NotFoundError('Household', fileNo);
    return household;
  }

  /**
   * The income assessment of a file that the viewer already sees.
   *
   * @throws ForbiddenError when the viewer may not read incomes.
   */
  incomeOf(viewer: Viewer, household: Household): IncomeAssessment {
    assertCan(viewer, 'income:read');
    return new IncomeAssessment(household);
  }

  /**
   * The masked account of a file that the viewer already sees; null when none is registered.
   *
   * @throws ForbiddenError when the viewer may not see accounts.
   */
  bankOf(viewer: Viewer, { bankName, bankAccountMask }: Household): BankAccountMasked | null {
    assertCan(viewer, 'account:read');
    return bankName === null || bankAccountMask === null ? null : new BankAccountMasked(bankName, bankAccountMask);
  }
}
