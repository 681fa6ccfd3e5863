import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { type LocalDate } from '@nuan/kernel';
import { type Division, DIVISIONS, regionOf, successorOf } from '@nuan/regions';
import type { DataSource } from 'typeorm';

import { Region } from '../references/region.reference';
import { lineOn, type MinLivingLineService } from './min-living-line.service';
import { RegionSuccession } from './region-succession.type';

/** Contracts with shops `s` that stand and run on after a day. */
export const runsAfter = (day: string): string =>
  `s.corrected_on is null and coalesce(least(s.valid_to_on, s.ended_on), 'infinity') > ${day}`;

/** Reads which divisions ended and what of this subgraph has not followed yet (区划调整). */
export class RegionSuccessionService {
  constructor(
    private readonly db: DataSource,
    private readonly lines: MinLivingLineService,
  ) {}

  /** Divisions that had ended by a day, by code, with what still stands under them in the viewer's regions; two statements. */
  async list(viewer: Viewer, onDate: LocalDate): Promise<RegionSuccession[]> {
    assertCan(viewer, 'enterprise:read');
    const ended = DIVISIONS.flatMap((division) => {
      const successor = division.validTo !== null && division.validTo < onDate ? lastSuccessor(division, onDate) : null;
      return successor === null ? [] : [{ division, successor }];
    });
    const left = await this.left(
      viewer,
      ended.map(({ division }) => division),
    );
    const lines = await this.lines.loadLines(
      viewer,
      ended.map(({ successor }) => successor.code),
      undefined,
    );
    return ended.map(({ division, successor }, at) =>
      Object.assign(new RegionSuccession(), {
        region: regionOf(Region, division.code),
        successor: regionOf(Region, successor.code),
        endedOn: division.validTo,
        enterprises: left.get(division.code)?.enterprises ?? 0,
        unions: left.get(division.code)?.unions ?? 0,
        shops: left.get(division.code)?.shops ?? 0,
        isLineMissing: lineOn(lines[at] ?? [], onDate) === null,
      }),
    );
  }

  private async left(viewer: Viewer, ended: readonly Division[]): Promise<Map<string, Left>> {
    const rows = await this.db.query<Left[]>(
      `select code, sum(enterprises)::int as enterprises, sum(unions)::int as unions, sum(shops)::int as shops from (
         select e.region_code as code, 1 as enterprises, 0 as unions, 0 as shops from enterprise e
         where e.closed_on is null and e.region_code = any($1::text[]) and e.region_code like any($2::text[])
         union all select u.region_code, 0, 1, 0 from trade_union u
         where u.dissolved_on is null and u.region_code = any($1::text[]) and u.region_code like any($2::text[])
         union all select s.region_code, 0, 0, 1 from unnest($1::text[], $3::date[]) d (code, ended_on)
         join partner_shop s on s.region_code = d.code and ${runsAfter('d.ended_on')} and s.region_code like any($2::text[])
       ) standing group by code`,
      [ended.map(({ code }) => code), scopePatterns(viewer), ended.map(({ validTo }) => validTo)],
    );
    return new Map(rows.map((row) => [row.code, row]));
  }
}

interface Left {
  readonly code: string;
  readonly enterprises: number;
  readonly unions: number;
  readonly shops: number;
}

/** The division that exists on a day in the place of one that ended, through every change between. */
export function lastSuccessor(division: Division, onDate: LocalDate): Division | null {
  for (let next = successorOf(division.code); next !== null; next = successorOf(next.code))
    if (next.validTo === null || next.validTo >= onDate) return next;
  return null;
}
