import { DIVISIONS, levelOf } from '@nuan/regions';
import { RegionLevel } from '@nuan/kernel';

import { sampleId } from '../identifiers';
import type { MinLivingLine } from '../min-living-lines';
import type { CopyValue, TableLoad } from '../table-load';
import { ASOF_ON, type World } from '../world';

const COLUMNS = ['id', 'region_code', 'valid_from_on', 'valid_to_on', 'monthly_fen', 'document'] as const;
const DOCUMENT = '样例数据：全市统一标准，每年7月1日起执行';

const earlier = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a < b ? a : b);

/** The line of one division from a day on; `to` is its last day, null for the present one. */
export interface DivisionLine {
  readonly regionCode: string;
  readonly from: string;
  readonly to: string | null;
  readonly monthlyFen: bigint;
}

/**
 * Our rule: each county has the line of its city. A division that came or went during a line has it for the days on which it
 * existed, as far as the as-of date knows.
 */
export function* linesByDivision(line: MinLivingLine): Iterable<DivisionLine> {
  const prefix = line.regionCode.slice(0, 4);
  for (const division of DIVISIONS) {
    if (!division.code.startsWith(prefix) || levelOf(division.code) === RegionLevel.PROVINCE) continue;
    const from = division.validFrom > line.validFrom ? division.validFrom : line.validFrom;
    const ended = division.validTo !== null && division.validTo < ASOF_ON ? division.validTo : null;
    const to = earlier(line.validTo, ended);
    if (from > ASOF_ON || (to !== null && from > to)) continue;
    yield { regionCode: division.code, from, to, monthlyFen: BigInt(line.amountYuan) * 100n };
  }
}

function* rowsOf(world: World): Iterable<readonly CopyValue[]> {
  let index = 0;
  for (const line of world.minLivingLines)
    for (const { regionCode, from, to, monthlyFen } of linesByDivision(line))
      yield [sampleId('min-living-line', index++), regionCode, from, to, monthlyFen, DOCUMENT];
}

/** Minimum-living lines of cities and counties. */
export function regionFactLoads(world: World): TableLoad[] {
  return [
    {
      table: 'min_living_line',
      columns: COLUMNS,
      rows: () => rowsOf(world),
    },
  ];
}
