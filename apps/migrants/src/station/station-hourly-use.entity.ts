import type { OccupationGroup } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Visits to a facility in one hour of a day by one occupation group (驿站分时使用人次). Counts only: no visitor is known. */
@Entity({ name: 'station_hourly_use' })
export class StationHourlyUse {
  @PrimaryColumn({ type: 'uuid', name: 'station_id' })
  readonly stationId!: string;

  @PrimaryColumn({ type: 'date', name: 'used_on' })
  readonly usedOn!: string;

  /** Asia/Shanghai, 0 to 23. */
  @PrimaryColumn({ type: 'smallint' })
  readonly hour!: number;

  @PrimaryColumn({ type: 'text' })
  readonly occupation!: OccupationGroup;

  @Column({ type: 'integer' })
  visits!: number;
}
