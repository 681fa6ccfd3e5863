import { assertCan, covers, type Viewer, writePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, alignOne, type Batch } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { PilotCity } from './pilot-city.entity';
import { Pilot } from './pilot.entity';

const PILOT = rowMapping(Pilot, 't');
const CITY = rowMapping(PilotCity, 'c');

/** Reads pilots (试点). A pilot belongs to the province, so every viewer with the right sees it; a city's share only where it is covered. */
export class PilotService {
  constructor(private readonly db: DataSource) {}

  /** Pilots by id in one statement; index-aligned, null for an unknown id. */
  readonly loadMany: Batch<string, Pilot | null> = async (viewer, ids) => {
    assertCan(viewer, 'pilot:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${PILOT.columns} from pilot t where t.id = any($1::uuid[])`,
      [ids],
    );
    return alignOne(ids, rows.map(PILOT.map), (pilot) => pilot.id);
  };

  /** The cities of each pilot with their money, by code, in one statement; index-aligned. */
  readonly loadCities: Batch<string, readonly PilotCity[]> = async (viewer, pilotIds) => {
    assertCan(viewer, 'pilot:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${CITY.columns} from pilot_city c where c.pilot_id = any($1::uuid[]) order by c.region_code`,
      [pilotIds],
    );
    return alignMany(pilotIds, rows.map(CITY.map), (city) => city.pilotId);
  };

  /** The shares that the viewer covers. */
  visibleShares(viewer: Viewer, cities: readonly PilotCity[]): readonly PilotCity[] {
    return cities.filter((city) => covers(viewer, city.regionCode));
  }

  /**
   * One pilot.
   *
   * @throws NotFoundError when the id is unknown.
   */
  async get(viewer: Viewer, id: string): Promise<Pilot> {
    const [pilot] = isUuid(id) ? await this.loadMany(viewer, [id], undefined) : [];
    if (!pilot) throw new NotFoundError('Pilot', id);
    return pilot;
  }

  /**
   * What came of an act of this viewer: a pilot with a city of the write regions. The act asserted its own right, and who may
   * write and not read is shown what was written.
   *
   * @throws NotFoundError when the viewer writes in none of its cities.
   */
  async written(viewer: Viewer, id: string): Promise<Pilot> {
    const [row] = await this.db.query<Record<string, unknown>[]>(
      `select ${PILOT.columns} from pilot t where t.id = $1
         and exists (select from pilot_city c where c.pilot_id = t.id and c.region_code like any($2::text[]))`,
      [id, writePatterns(viewer)],
    );
    if (!row) throw new NotFoundError('Pilot', id);
    return PILOT.map(row);
  }

  /** All pilots of a year, or of every year, by name. There are few, so they aren't paged. */
  async list(viewer: Viewer, year: number | null): Promise<readonly Pilot[]> {
    assertCan(viewer, 'pilot:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${PILOT.columns} from pilot t where $1::int is null or t.year = $1 order by t.year desc, t.name, t.id limit 100`,
      [year],
    );
    return rows.map(PILOT.map);
  }
}
