import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, alignOne, andOfUnions, type Batch } from '@nuan/federation';
import { type Clock, daysBetween, isUuid, localDateOf, today, type UnionLevel } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { Allocation } from './allocation.entity';
import { PassingDown } from './passing-down.entity';

const mapping = rowMapping(Allocation, 'a');
const passings = rowMapping(PassingDown, 'p');

/** Reads the allocation tree (资金分配), within the viewer's regions. */
export class AllocationService {
  constructor(private readonly db: DataSource) {}

  /** Allocations by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, Allocation | null> = async (viewer, ids) => {
    assertCan(viewer, 'fund:read');
    const found = await this.select(viewer, 'a.id = any($1::uuid[])', [ids, scopePatterns(viewer)]);
    return alignOne(ids, found, (allocation) => allocation.id);
  };

  /**
   * One allocation.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<Allocation> {
    const [allocation] = await this.loadMany(viewer, [id].filter(isUuid), undefined);
    if (!allocation) throw new NotFoundError('Allocation', id);
    return allocation;
  }

  /** The passings-down of each allocation, the latest first, in one statement; index-aligned. */
  readonly loadPassings: Batch<string, readonly PassingDown[]> = async (viewer, allocationIds) => {
    assertCan(viewer, 'fund:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${passings.columns} from passing_down p join allocation a on a.id = p.allocation_id
       where p.allocation_id = any($1::uuid[]) and a.region_code like any($2::text[]) ${ofUnions(viewer)}
       order by p.proposed_at desc, p.id`,
      [allocationIds, scopePatterns(viewer)],
    );
    return alignMany(allocationIds, rows.map(passings.map), (passing) => passing.allocationId);
  };

  /** The allocations of each fund, by region, in one statement; index-aligned. `from` and `level` narrow when given. */
  readonly loadByFund: Batch<
    string,
    readonly Allocation[],
    { readonly from: UnionLevel | null; readonly level: UnionLevel | null }
  > = async (viewer, fundIds, { from, level }) => {
    assertCan(viewer, 'fund:read');
    const condition =
      'a.fund_id = any($1::uuid[]) and ($3::text is null or a.from_level = $3) and ($4::text is null or a.to_level = $4)';
    const found = await this.select(viewer, condition, [fundIds, scopePatterns(viewer), from, level]);
    return alignMany(fundIds, found, (allocation) => allocation.fundId);
  };

  /** The latest `first` allocations of each union, in one statement; index-aligned. `year` narrows to funds of that budget year. */
  readonly loadByUnion: Batch<string, readonly Allocation[], { readonly year: number | null; readonly first: number }> =
    async (viewer, unionIds, { year, first }) => {
      assertCan(viewer, 'fund:read');
      const condition = `a.id in (
      select ranked.id from (
        select l.id, row_number() over (partition by l.to_union_id order by l.issued_on desc, l.id) as place
        from allocation l join fund f on f.id = l.fund_id
        where l.to_union_id = any($1::uuid[]) and ($3::int is null or f.year = $3)
      ) ranked where ranked.place <= $4)`;
      const found = await this.select(
        viewer,
        condition,
        [unionIds, scopePatterns(viewer), year, first],
        'a.issued_on desc, a.id',
      );
      return alignMany(unionIds, found, (allocation) => allocation.toUnionId);
    };

  private async select(
    viewer: Viewer,
    condition: string,
    values: readonly unknown[],
    order = 'a.region_code, a.id',
  ): Promise<Allocation[]> {
    const sql = `select ${mapping.columns} from allocation a where ${condition} and a.region_code like any($2::text[])
      ${ofUnions(viewer)} order by ${order}`;
    return (await this.db.query<Record<string, unknown>[]>(sql, [...values])).map(mapping.map);
  }
}

/** Money of the viewer's unions: given to them, or passed down by them. */
const ofUnions = (viewer: Viewer): string => andOfUnions(viewer, 'a.to_union_id', 'a.from_union_id');

/** Whole days in Asia/Shanghai that available money has lain without a posting; 0 when nothing is available. */
export function idleDays(allocation: Pick<Allocation, 'available' | 'movedAt' | 'issuedOn'>, clock: Clock): number {
  if (allocation.available === 0n) return 0;
  const since = allocation.movedAt === null ? allocation.issuedOn : localDateOf(allocation.movedAt);
  return Math.max(0, daysBetween(since, today(clock)));
}
