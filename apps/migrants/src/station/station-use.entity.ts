import type { OccupationGroup } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Visits to a facility in one month by one occupation group (驿站使用人次). Counts only: no visitor is known. */
@Entity({ name: 'station_use' })
export class StationUse {
  @PrimaryColumn({ type: 'uuid', name: 'station_id' })
  readonly stationId!: string;

  /** First day of the month. */
  @PrimaryColumn({ type: 'date', name: 'month_on' })
  readonly monthOn!: string;

  @PrimaryColumn({ type: 'text' })
  readonly occupation!: OccupationGroup;

  @Column({ type: 'integer' })
  visits!: number;
}
