import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, type Batch } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { parentOf } from '@nuan/regions';
import type { DataSource } from 'typeorm';

import { MinLivingLine } from './min-living-line.entity';

const published = rowMapping(MinLivingLine, 'l');

/** Reads minimum-living lines (低保线): published figures, the same for every viewer. */
export class MinLivingLineService {
  constructor(private readonly db: DataSource) {}

  /**
   * All lines of each region in one statement, newest first; index-aligned. A county without lines of its own has those of
   * its city; a province has none.
   */
  readonly loadLines: Batch<string, readonly MinLivingLine[]> = async (_viewer, regionCodes) => {
    const codes = new Set(regionCodes.flatMap((code) => [code, parentOf(code) ?? code]));
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${published.columns} from min_living_line l
       where l.region_code = any($1::text[]) order by l.region_code, l.valid_from_on desc`,
      [[...codes]],
    );
    const ordered = [...codes];
    const lines = new Map(
      alignMany(ordered, rows.map(published.map), (line) => line.regionCode).map((own, at) => [ordered[at], own]),
    );
    return regionCodes.map((code) => {
      const own = lines.get(code) ?? [];
      return own.length > 0 ? own : (lines.get(parentOf(code) ?? '') ?? []);
    });
  };

  /**
   * The line of a region that begins on a day.
   *
   * @throws NotFoundError when there is none.
   */
  async find(regionCode: string, validFromOn: LocalDate): Promise<MinLivingLine> {
    const [row] = await this.db.query<Record<string, unknown>[]>(
      `select ${published.columns} from min_living_line l where l.region_code = $1 and l.valid_from_on = $2`,
      [regionCode, validFromOn],
    );
    if (!row) throw new NotFoundError('MinLivingLine', regionCode);
    return published.map(row);
  }
}

/** The line in force on a day, or null when none is on file for it. */
export function lineOn(lines: readonly MinLivingLine[], onDate: LocalDate): MinLivingLine | null {
  return (
    lines.find(({ validFromOn, validToOn }) => validFromOn <= onDate && (validToOn === null || onDate <= validToOn)) ??
    null
  );
}
