import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { type RowMapping, rowMapping } from '@nuan/database';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { DemonstrationPledge } from './demonstration-pledge.entity';
import { DemonstrationStep } from './demonstration-step.entity';

const steps = rowMapping(DemonstrationStep, 'd');
const pledges = rowMapping(DemonstrationPledge, 'd');

/** Reads how enterprises became demonstration units (示范单位) and what they promise, within the viewer's regions. */
export class DemonstrationService {
  constructor(private readonly db: DataSource) {}

  /** The decisions on each enterprise in one statement, newest first; index-aligned. */
  readonly loadSteps: Batch<string, readonly DemonstrationStep[]> = (viewer, enterpriseIds) =>
    this.read(viewer, enterpriseIds, steps, 'demonstration_step d', 'd.id desc');

  /** The promises of each enterprise in one statement, newest year first; index-aligned. */
  readonly loadPledges: Batch<string, readonly DemonstrationPledge[]> = (viewer, enterpriseIds) =>
    this.read(viewer, enterpriseIds, pledges, 'demonstration_pledge d', 'd.year desc');

  private async read<T extends { readonly enterpriseId: string }>(
    viewer: Viewer,
    enterpriseIds: readonly string[],
    { columns, map }: RowMapping<T>,
    from: string,
    order: string,
  ): Promise<readonly (readonly T[])[]> {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${columns} from ${from} join enterprise e on e.id = d.enterprise_id
       where d.enterprise_id = any($1::uuid[]) and e.region_code like any($2::text[]) order by d.enterprise_id, ${order}`,
      [enterpriseIds, scopePatterns(viewer)],
    );
    return alignMany(enterpriseIds, rows.map(map), ({ enterpriseId }) => enterpriseId);
  }
}
