import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { andOfUnions } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import type { Amenity } from './amenity';
import { NearStation } from './near-station';
import { shanghaiTime, weekdayOf } from './open-hours';
import { ServiceStation } from './service-station.entity';
import { LEAST_METRES_PER_DEGREE, placeOf } from './station-distance';

/** Which facilities are looked for. */
export interface NearestRequest {
  readonly longitude: number;
  readonly latitude: number;
  readonly first: number;
  /** Only those that visitors find open then. */
  readonly openAt?: Date | undefined;
  /** Only those that hold all of these. */
  readonly amenities?: readonly Amenity[] | undefined;
}

const stations = rowMapping(ServiceStation, 's');
const PLACE = placeOf('s.longitude', 's.latitude');
const HERE = placeOf('$1::float8', '$2::float8');
const METRES = 'metres_between(s.longitude, s.latitude, $1::float8, $2::float8)';

const WANTED = `s.longitude is not null and s.state = 'OPEN' and s.region_code like any($4::text[]) and s.amenities @> $5::text[]
  and ($6::integer is null or s.unattended_access or exists (
    select 1 from jsonb_to_recordset(s.hours) h(weekday integer, "opensAt" text, "closesAt" text)
    where h.weekday = $6 and h."opensAt" <= $7 and $7 < h."closesAt"))`;

/** The statement of {@link NearestStations}: $1 east, $2 north, $3 how many, $4 region patterns, $5 amenities, $6 weekday, $7 HH:MM. */
export const NEAREST_STATIONS = nearestStations('');

/**
 * The same, of the stations that one more condition lets through.
 *
 * The index sorts by a plane that is true to within a few per cent, so its first rows only bound how far the nearest lie; the
 * rows within that reach, once more from the index, are then sorted by their true distance.
 */
function nearestStations(ofUnions: string): string {
  const wanted = `${WANTED} ${ofUnions}`;
  const reach = `select max(metres) as metres from (
    select ${METRES} as metres from service_station s where ${wanted} order by ${PLACE} <-> ${HERE} limit $3) near`;
  return `
select ${stations.columns}, ${METRES} as metres from (${reach}) reach
cross join lateral (select * from service_station s
  where ${wanted} and ${PLACE} <@ circle(${HERE}, reach.metres / ${String(LEAST_METRES_PER_DEGREE)} + 1e-9)) s
order by metres, s.id limit $3`;
}

/** Finds the facilities nearest to a point (就近查找). */
export class NearestStations {
  constructor(private readonly db: DataSource) {}

  /** Open facilities of the viewer's regions, the nearest first, in one statement. */
  async find(viewer: Viewer, request: NearestRequest): Promise<NearStation[]> {
    assertCan(viewer, 'station:read');
    const { longitude, latitude, first, openAt, amenities = [] } = request;
    const sql = nearestStations(andOfUnions(viewer, 's.union_id'));
    const rows = await this.db.query<(Record<string, unknown> & { metres: number })[]>(sql, [
      ...[longitude, latitude, first, scopePatterns(viewer), amenities],
      ...(openAt ? [weekdayOf(openAt), shanghaiTime(openAt)] : [null, null]),
    ]);
    return rows.map((row) =>
      Object.assign(new NearStation(), { station: stations.map(row), distance: Math.round(row.metres) }),
    );
  }
}
