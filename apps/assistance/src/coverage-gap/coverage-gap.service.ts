import { assertCan, assertRegion, type Viewer } from '@nuan/auth';
import { readsBeyondRegions, type SqlParams } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { appliedAsOf } from '@nuan/facts';
import type { Connection, ListRequest } from '@nuan/federation';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { FILE_IN_FORCE } from '../projection/file-in-force';
import { Household } from '../references/household.reference';
import { eligibleHouseholdList } from './coverage-gap.list';

/** Whose gap is asked for. */
export interface CoverageGapRequest extends ListRequest {
  /** Campaign code, such as `DAILY2017`. */
  readonly campaign: string;
  /** Region and everything below it. */
  readonly region: string;
}

/** Finds whom a campaign has missed (全覆盖、不遗漏): the proof that nobody was, or the list of who was. */
export class CoverageGapService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Until when the register's changes are applied, by which the gap is found. */
  asOf(): Promise<Date> {
    return appliedAsOf(this.db, this.clock, ['workers']);
  }

  /**
   * Households with a file in force in `region` that are not among the campaign's beneficiaries, by region and id.
   *
   * @throws ForbiddenError when the viewer doesn't cover the whole region, of which an empty list would be false.
   * @throws NotFoundError when there is no campaign of this code.
   */
  async list(viewer: Viewer, { campaign, region, ...request }: CoverageGapRequest): Promise<Connection<Household>> {
    assertCan(viewer, 'campaign:read');
    assertRegion(viewer, region, 'household:read');
    const [known] = await this.db.query<object[]>('select 1 from campaign where code = $1', [campaign]);
    if (!known) throw new NotFoundError('Campaign', campaign);
    const where = { region: { under: region }, status: { in: FILE_IN_FORCE } };
    return eligibleHouseholdList.page(
      readsBeyondRegions('a home may have been reached in another county', this.db),
      viewer,
      { ...request, where },
      {
        select: 'h.id',
        map: (row) => new Household(String(row['id'])),
        where: [
          (params: SqlParams) =>
            `not exists (select from campaign_beneficiary b where b.campaign_code = ${params.add(campaign)} and b.beneficiary_id = h.id and b.reached_on is not null)`,
        ],
      },
    );
  }
}
