import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

import type { ServiceStation } from './service-station.entity';
import type { ServiceStationService } from './service-station.service';
import type { RecordStationUseInput } from './station-write.inputs';

/** Replaces in order of the key, so that two writers of one day take turns and never deadlock; the months follow by trigger. */
const RECORD = `
insert into station_hourly_use (station_id, used_on, hour, occupation, visits)
select $1, $2, u.hour, u.occupation, u.visits from unnest($3::smallint[], $4::text[], $5::integer[]) u(hour, occupation, visits)
order by u.hour, u.occupation
on conflict on constraint station_hourly_use_pkey do update set visits = excluded.visits
where station_hourly_use.visits <> excluded.visits`;

interface StandingStation {
  readonly id: string;
  readonly opened_on: LocalDate | null;
  readonly closed_on: LocalDate | null;
}

/** Writes how facilities are used (使用人次): counts of a day by hour and occupation, never a visitor. */
export class StationUseWriter {
  constructor(
    private readonly acts: Acts,
    private readonly stations: ServiceStationService,
  ) {}

  /**
   * Records the visits of one day, in one statement; what is sent again replaces what stood there, so that a repeated or
   * corrected list never counts twice.
   *
   * @throws NotFoundError when the facility is unknown or outside the viewer's write regions.
   */
  async record(
    viewer: Viewer,
    { stationId, usedOn, visits }: RecordStationUseInput,
  ): Promise<ServiceStation | Refusal> {
    assertCan(viewer, 'station:write');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'station.recordUse', async (tx) => {
      const target = {
        ...{ table: 'service_station', entity: 'ServiceStation', id: stationId, expectedVersion: null },
        unionColumns: ['union_id'],
      };
      const station = await lockRow<StandingStation>(tx, target);
      assertDay(tx, station, usedOn);
      const pairs = new Set(visits.map(({ hour, occupation }) => `${String(hour)} ${occupation}`));
      if (pairs.size < visits.length) {
        const message = 'Each hour and occupation is stated once: add their visits up.';
        tx.refuse(new RuleBroken('VISITS_STATED_TWICE', 'visits', message));
      }
      const columns = (['hour', 'occupation', 'visits'] as const).map((key) => visits.map((row) => row[key]));
      await tx.query(RECORD, [stationId, usedOn, ...columns]);
      tx.note({ usedOn, rows: visits.length, visits: visits.reduce((sum, row) => sum + row.visits, 0) });
      return stationId;
    });
    return typeof outcome === 'string' ? this.stations.written(viewer, outcome) : outcome;
  }
}

function assertDay(tx: ActTransaction, station: StandingStation, usedOn: LocalDate): void {
  const latest = station.closed_on ?? tx.today;
  if (station.opened_on === null || usedOn < station.opened_on || usedOn > latest) {
    const message = 'Visits lie between the day the facility opened and today, or the day it was given up.';
    const earliest = station.opened_on ?? 'not opened';
    tx.refuse(new RuleBroken('VISITS_OUTSIDE_OPENING', 'usedOn', message, { earliest, latest }));
  }
}
