import { assertCan, assertRegion, covers, scopeCodes, type Viewer } from '@nuan/auth';
import { type Disclosure, ExactFigures, SummedFigures } from '@nuan/disclosure';
import type { Batch } from '@nuan/federation';

import { EMPLOYMENT_METRICS, employmentStatsOf } from './employment-figures';
import type { EmploymentStats } from './employment-stats.type';

/** Reads the aggregates of employment (就业创业援助) from the rollups, or for analysts from the newest release. */
export class EmploymentStatsService {
  constructor(private readonly disclosure: Disclosure) {}

  /** The figures of each region in a year, one statement for all; index-aligned, nothing for a region that the viewer doesn't cover. */
  readonly loadStats: Batch<string, EmploymentStats, { readonly year: number }> = async (viewer, codes, { year }) => {
    assertCan(viewer, 'region:aggregate');
    const { figures, asOf } = await this.read(viewer, codes, year);
    return codes.map((code) => employmentStatsOf(covers(viewer, code) ? figures(code) : NOTHING, year, asOf));
  };

  /**
   * The figures of a region, or of all that the viewer covers, in a year.
   *
   * @throws ForbiddenError when the viewer lacks the right or doesn't cover the region.
   */
  async stats(viewer: Viewer, year: number, region: string | null): Promise<EmploymentStats> {
    if (region !== null) assertRegion(viewer, region, 'region:aggregate');
    return this.statsOfAll(viewer, region === null ? scopeCodes(viewer) : [region], year);
  }

  /** The figures of several regions that don't overlap, added up; those that the viewer doesn't cover count nothing. */
  async statsOfAll(viewer: Viewer, codes: readonly string[], year: number): Promise<EmploymentStats> {
    assertCan(viewer, 'region:aggregate');
    const { figures, asOf } = await this.read(viewer, codes, year);
    const covered = codes.filter((code) => covers(viewer, code));
    return employmentStatsOf(new SummedFigures(covered.map(figures)), year, asOf);
  }

  private read(viewer: Viewer, codes: readonly string[], year: number): ReturnType<Disclosure['read']> {
    const regionCodes = codes.filter((code) => covers(viewer, code));
    return this.disclosure.read(viewer, { metrics: EMPLOYMENT_METRICS, regionCodes, year });
  }
}

const NOTHING = new ExactFigures([]);
