import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import { alignMany, alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { ServiceStation } from './service-station.entity';
import { serviceStationList } from './service-station.list';
import { StationUsage } from './station-usage';

/** Reads facilities for migrant and outdoor workers (服务阵地) and how they are used. */
export class ServiceStationService extends RegionalReader<ServiceStation> {
  constructor(db: DataSource) {
    super(db, {
      ...{ entity: ServiceStation, action: 'station:read', list: serviceStationList, alias: 's' },
      unionColumns: ['s.union_id'],
    });
  }

  /** Facilities by code in one statement; index-aligned, null for a code that is unknown or outside the viewer's regions. */
  readonly loadByCode: Batch<string, ServiceStation | null> = async (viewer, codes) =>
    alignOne(codes, await this.select(viewer, 's.code = any($1::text[])', codes), (station) => station.code);

  /** The `first` facilities that each enterprise is host to, by code, in one statement; index-aligned. */
  readonly loadByHost: Batch<string, readonly ServiceStation[], { readonly first: number }> = (
    viewer,
    enterpriseIds,
    { first },
  ) =>
    this.selectFirst(viewer, enterpriseIds, {
      keyType: 'uuid',
      condition: 's.host_enterprise_id = wanted.key',
      order: 's.code',
      first,
    });

  /** Visits to each facility in a month (its first day), over all occupations, or in all months when null; one statement, index-aligned. */
  readonly loadVisits: Batch<string, number, { readonly monthOn: LocalDate | null }> = async (
    viewer,
    stationIds,
    { monthOn },
  ) => {
    assertCan(viewer, 'station:read');
    const rows = await this.db.query<{ stationId: string; visits: number }[]>(
      `select u.station_id as "stationId", sum(u.visits)::int as visits
       from station_use u join service_station s on s.id = u.station_id
       where u.station_id = any($1::uuid[]) and ($2::date is null or u.month_on = $2::date) and s.region_code like any($3::text[])
         ${this.andOfUnions(viewer)}
       group by u.station_id`,
      [stationIds, monthOn, scopePatterns(viewer)],
    );
    return alignOne(stationIds, rows, (row) => row.stationId).map((row) => row?.visits ?? 0);
  };

  /** Visits to each facility by hour and occupation, over a month (its first day) or all days on record; one statement, index-aligned. */
  readonly loadUsage: Batch<string, readonly StationUsage[], { readonly monthOn: LocalDate | null }> = async (
    viewer,
    stationIds,
    { monthOn },
  ) => {
    assertCan(viewer, 'station:read');
    const rows = await this.db.query<object[]>(
      `select u.station_id as "stationId", u.hour::int as hour, u.occupation, sum(u.visits)::int as visits
       from station_hourly_use u join service_station s on s.id = u.station_id
       where u.station_id = any($1::uuid[]) and ($2::date is null or u.used_on >= $2::date and u.used_on < $2::date + interval '1 month')
         and s.region_code like any($3::text[]) ${this.andOfUnions(viewer)}
       group by u.station_id, u.hour, u.occupation having sum(u.visits) > 0 order by u.hour, u.occupation`,
      [stationIds, monthOn, scopePatterns(viewer)],
    );
    const usages = rows.map((row) => Object.assign(new StationUsage(), row));
    return alignMany(stationIds, usages, (usage) => usage.stationId);
  };

  /**
   * One facility by its code.
   *
   * @throws NotFoundError when the code is unknown or outside the viewer's regions.
   */
  async getByCode(viewer: Viewer, code: string): Promise<ServiceStation> {
    const [station] = await this.loadByCode(viewer, [code], undefined);
    if (!station) throw new NotFoundError('ServiceStation', code);
    return station;
  }
}
